"""The executor of JEV, which may be started again at any time: what is there already is compared and gone on with."""

import pytest

from emulator import BASE_URL, chat_rows, fresh_id, ok, plain_client, refusal_of, watch

DATASETS = {"train": 460, "test": 20}


@pytest.fixture
def http():
    with plain_client(f"{BASE_URL}/v1", headers={"X-Fireworks-Session-Id": "jev-session-1"}) as client:
        yield client


@pytest.fixture
def plan(account):
    """The eight settings that the executor compares exactly."""
    return {
        "baseModel": "accounts/fireworks/models/qwen3-32b",
        "dataset": f"accounts/{account}/datasets/train",
        "evaluationDataset": f"accounts/{account}/datasets/test",
        "outputModel": f"accounts/{account}/models/tuned",
        "epochs": 2,
        "loraRank": 8,
        "batchSizeSamples": 16,
        "evalAutoCarveout": False,
    }


def see_to_dataset(http, account, dataset):
    name = f"/accounts/{account}/datasets/{dataset}"
    answer = http.get(name)
    if answer.status_code == 404:
        assert refusal_of(answer, 404, code=5) == "resource not found"
        body = {"format": "CHAT", "exampleCount": str(DATASETS[dataset]), "userUploaded": {}}
        ok(http.post(f"/accounts/{account}/datasets", json={"datasetId": dataset, "dataset": body}))
        ok(http.post(f"{name}:upload", files={"file": (f"{dataset}.jsonl", chat_rows(DATASETS[dataset]))}))

    def is_ready():
        read = ok(http.get(name))
        assert read["status"]["code"] == "OK"
        return read["state"] == "READY"

    watch(is_ready, bool)


def execute(http, account, job, plan):
    for dataset in DATASETS:
        see_to_dataset(http, account, dataset)
    jobs = f"/accounts/{account}/supervisedFineTuningJobs"
    answer = http.get(f"{jobs}/{job}")
    if answer.status_code == 404:
        answer = http.post(jobs, params={"supervisedFineTuningJobId": job}, json=plan)
    executed = ok(answer)
    assert {name: executed[name] for name in plan} == plan
    return executed


def test_an_executor_that_is_started_again_goes_on_with_its_job(http, account, plan):
    job = fresh_id()
    first = execute(http, account, job, plan)
    second = execute(http, account, job, plan)
    assert second["name"] == first["name"]
    assert ok(http.get(f"/accounts/{account}/supervisedFineTuningJobs"))["totalSize"] == 1

    def status():
        return ok(http.get(f"/{first['name']}"))

    ended = watch(status, lambda job: job["completedTime"] is not None)[-1]
    assert (ended["state"], ended["status"]["code"]) == ("JOB_STATE_COMPLETED", "OK")
    assert (ended["jobProgress"]["percent"], ended["outputModel"]) == (100, plan["outputModel"])
    assert ended["createTime"] <= ended["completedTime"]
    assert ended["estimatedCost"]["currencyCode"] == "USD"
