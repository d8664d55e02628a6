"""finetune_fireworks.py, which sends bare ids, does not mind what is there already, and looks for parts of a state."""

import pytest

from emulator import chat_rows, fresh_id, ok, watch


@pytest.fixture
def account(http):
    """As the name that starts all others; the script wants its key to open exactly one."""
    (account,) = ok(http.get("/v1/accounts"))["accounts"]
    return account["name"]


def upload(http, account, dataset):
    body = {"datasetId": dataset, "dataset": {"exampleCount": "30", "userUploaded": {}}}
    assert http.post(f"/v1/{account}/datasets", json=body).status_code in {200, 409}
    file = ("train.jsonl", chat_rows(30), "text/plain")
    ok(http.post(f"/v1/{account}/datasets/{dataset}:upload", files={"file": file}))


def test_bare_ids_are_found_and_told_in_full(http, account):
    train, model = fresh_id(), fresh_id()
    upload(http, account, train)
    upload(http, account, train)
    body = {"dataset": train, "outputModel": model, "baseModel": "accounts/fireworks/models/qwen3-8b", "loraRank": 8}
    job = ok(http.post(f"/v1/{account}/supervisedFineTuningJobs", json=body))
    assert job["name"].startswith(f"{account}/supervisedFineTuningJobs/")
    assert (job["dataset"], job["outputModel"]) == (f"{account}/datasets/{train}", f"{account}/models/{model}")

    def state():
        return ok(http.get(f"/v1/{job['name']}"))["state"]

    ended = watch(state, lambda state: any(end in state for end in ("COMPLET", "FAIL", "CANCEL")))[-1]
    assert "COMPLET" in ended
    assert ok(http.get(f"/v1/{account}/models/{model}"))["fineTuningJob"] == job["name"]
