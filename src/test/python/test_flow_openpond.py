"""OpenPond, which trusts nothing: it wants https everywhere, a base with the right flags, and to know the costs."""

import httpx
import pytest

from emulator import PRESET, TlsProxy, chat_rows, fresh_id, json_lines, ok, plain_client, refusal_of, watch

BASE = "accounts/fireworks/models/qwen3-8b"
PLENTY = 5.00


@pytest.fixture
def http():
    with plain_client(TlsProxy.BASE_URL, transport=TlsProxy()) as client:
        yield client


@pytest.fixture
def storage():
    """For signed addresses, so without the key."""
    with httpx.Client(transport=TlsProxy()) as client:
        yield client


@pytest.fixture
def account(http):
    """As the name that starts all others."""
    return ok(http.get("/v1/accounts", params={"pageSize": 2}))["accounts"][0]["name"]


@pytest.fixture
def dataset(http, account):
    name = f"{account}/datasets/{fresh_id()}"
    body = {"displayName": "OpenPond", "exampleCount": "64", "format": "CHAT", "userUploaded": {}}
    ok(http.post(f"/v1/{account}/datasets", json={"datasetId": name.rsplit("/", 1)[1], "dataset": body}))
    file = ("train.jsonl", chat_rows(64), "application/x-ndjson")
    ok(http.post(f"/v1/{name}:upload", files={"file": file}))

    def read():
        dataset = ok(http.get(f"/v1/{name}"))
        assert dataset["status"]["code"] == "OK"
        return dataset

    return watch(read, lambda dataset: dataset["state"] == "READY")[-1]["name"]


@pytest.fixture
def request_of(account, dataset):
    """The body of a request for a job with this id."""
    return lambda job: {
        "displayName": "OpenPond pilot",
        "dataset": dataset,
        "baseModel": BASE,
        "outputModel": f"{account}/models/{job}",
        "epochs": 1,
        "learningRate": 0.0001,
        "loraRank": 8,
        "maxContextLength": 8192,
        "purpose": "PURPOSE_PILOT",
    }


def create(http, account, job, body):
    """As a client that does not know whether its last try got through."""
    jobs = f"/v1/{account}/supervisedFineTuningJobs"
    answer = http.post(jobs, params={"supervisedFineTuningJobId": job}, json=body)
    if answer.status_code == 409:
        refusal_of(answer, 409, code=6)
        answer = http.get(f"{jobs}/{job}")
    created = ok(answer)
    assert {name: created[name] for name in body} == body
    return created


def dollars(job):
    return int(job["estimatedCost"]["units"]) + job["estimatedCost"]["nanos"] / 1e9


def test_a_pilot_goes_from_its_base_to_the_files_of_its_model(http, storage, account, request_of):
    base = ok(http.get(f"/v1/{BASE}"))
    assert base["state"] == "READY"
    assert [base[flag] for flag in ("tunable", "supportsLora", "rlTunable")] == [True] * 3
    assert base["trainingContextLength"] >= 8192

    job = fresh_id()
    first = create(http, account, job, request_of(job))
    again = create(http, account, job, request_of(job))
    assert again["name"] == first["name"]
    assert 0 < dollars(again) < PLENTY

    def read():
        return ok(http.get(f"/v1/{first['name']}"))

    ended = watch(read, lambda job: job["state"] == "JOB_STATE_COMPLETED")[-1]
    assert json_lines(ok_text(storage, ended["metricsFileSignedUrl"]))[-1]["train/loss"] > 0
    assert ok(http.get(f"/v1/{ended['outputModel']}"))["state"] == "READY"
    urls = ok(http.get(f"/v1/{account}/models/{job}:getDownloadEndpoint"))["filenameToSignedUrls"]
    assert set(urls) == {"adapter_config.json", "adapter_model.safetensors"}
    assert all(ok_text(storage, url) for url in urls.values())


def ok_text(storage, url):
    assert url.startswith("https://"), url
    answer = storage.get(url)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.skipif(PRESET == "instant", reason="an instant job has ended before it can be cancelled")
def test_a_job_that_would_cost_too_much_is_cancelled(http, account, request_of):
    job = fresh_id()
    created = create(http, account, job, request_of(job))
    assert dollars(created) > 0
    assert ok(http.post(f"/v1/{created['name']}:cancel", json={})) == {}
    watch(lambda: ok(http.get(f"/v1/{created['name']}"))["state"], lambda state: state == "JOB_STATE_CANCELLED")
    missing = http.get(f"/v1/{created['outputModel']}")
    assert refusal_of(missing, 404, code=5) == "resource not found"
