"""The scripts of NW: plain HTTP without the SDK, files of a job downloaded as soon as they are there."""

import json

import httpx
import pytest

from emulator import PRESET, chat_rows, fresh_id, get_at, json_lines, ok, watch

QWEN = "accounts/fireworks/models/qwen3-14b"
ROWS = 200
STEPS = 21  # 200 rows are 7 steps of 32, three times
ENDED = {f"JOB_STATE_{state}" for state in ("COMPLETED", "FAILED", "CANCELLED")}


@pytest.fixture
def dataset(http, account):
    """The name of a dataset that is READY the first time that it is looked at."""
    train = fresh_id()
    body = {"displayName": "NW train", "exampleCount": str(ROWS), "userUploaded": {}}
    ok(http.post(f"/v1/accounts/{account}/datasets", json={"datasetId": train, "dataset": body}))
    file = ("train.jsonl", chat_rows(ROWS), "application/octet-stream")
    ok(http.post(f"/v1/accounts/{account}/datasets/{train}:upload", files={"file": file}))
    dataset = ok(http.get(f"/v1/accounts/{account}/datasets/{train}"))
    assert (dataset["state"], int(dataset["exampleCount"])) == ("READY", ROWS)
    return dataset["name"]


def create(http, account, dataset):
    jobs, job = f"/v1/accounts/{account}/supervisedFineTuningJobs", fresh_id()
    assert ok(http.get(jobs, params={"pageSize": 100}))["supervisedFineTuningJobs"] == []
    body = {
        "displayName": "NW",
        "dataset": dataset,
        "baseModel": QWEN,
        "outputModel": f"accounts/{account}/models/{job}",
        "epochs": 3,
        "loraRank": 16,
        "batchSizeSamples": 32,
    }
    created = ok(http.post(jobs, params={"supervisedFineTuningJobId": job}, json=body))
    assert {name: created[name] for name in body} == body
    assert created["learningRate"] == 0.0001
    return created


def artifacts(job):
    """The files of a job as far as they are there; of the others there may be no address, or nothing behind it."""
    files = {}
    for kind in ("metricsFileSignedUrl", "renderSamplesSignedUrl", "trainerLogsSignedUrl"):
        if job[kind]:
            answer = httpx.get(job[kind])
            assert answer.status_code == 200 or (answer.status_code == 404 and "NoSuchKey" in answer.text)
            if answer.status_code == 200:
                files[kind] = answer.text
    return files


def test_a_job_is_polled_and_leaves_its_metrics_and_a_model(http, account, dataset):
    assert ok(http.get(f"/v1/{QWEN}"))["supervisedLoraTunable"] is True
    created = create(http, account, dataset)
    kept = []

    def poll():
        job = ok(http.get(f"/v1/{created['name']}"))
        kept.append(artifacts(job))
        return job

    job = watch(poll, lambda job: job["state"] in ENDED)[-1]
    assert (job["name"], job["state"]) == (created["name"], "JOB_STATE_COMPLETED")
    assert (job["status"], job["jobProgress"]["percent"]) == ({"code": "OK", "message": ""}, 100)
    assert int(job["estimatedCost"]["units"]) + job["estimatedCost"]["nanos"] / 1e9 > 0
    if PRESET != "instant":
        assert "metricsFileSignedUrl" not in kept[0]
    check_metrics(json_lines(kept[-1]["metricsFileSignedUrl"]))
    check_samples(json_lines(kept[-1]["renderSamplesSignedUrl"]))
    check_model(http, job)


def check_metrics(lines):
    assert all(set(line) == {"step", "train/step", "train/loss", "train/lr", "train/total_tokens"} for line in lines)
    assert [line["step"] for line in lines] == [line["train/step"] for line in lines] == list(range(1, STEPS + 1))
    assert {line["train/lr"] for line in lines} == {0.0001}
    tokens = [line["train/total_tokens"] for line in lines]
    assert tokens == sorted(tokens) and tokens[0] > 0
    assert lines[-1]["train/loss"] < lines[0]["train/loss"]


def check_samples(samples):
    assert [sample["source_jsonl_row_index"] for sample in samples] == list(range(20))
    for sample in samples:
        assert sample["train_on_what"] == "all_assistant_messages"
        assert len(sample["token_ids"]) == len(sample["decoded_tokens"]) == len(sample["token_weights"])
        assert sum(sample["token_weights"]) == pytest.approx(1)
        assert sum(sample["training_loss_weights"]) == pytest.approx(1)


def check_model(http, job):
    model = ok(http.get(f"/v1/{job['outputModel']}"))
    assert (model["state"], model["kind"], model["fineTuningJob"]) == ("READY", "HF_PEFT_ADDON", job["name"])
    assert (model["peftDetails"]["baseModel"], model["peftDetails"]["r"]) == (QWEN, 16)
    urls = ok(http.get(f"/v1/{job['outputModel']}:getDownloadEndpoint"))["filenameToSignedUrls"]
    files = {name: get_at(url) for name, url in urls.items()}
    assert json.loads(files["adapter_config.json"])["r"] == 16
    assert files["adapter_model.safetensors"]
