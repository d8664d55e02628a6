"""K4, an agent that writes its own requests: it learns its account from its key, and uploads at a signed address."""

import pytest

from emulator import chat_rows, fresh_id, ok, put_at, watch

ROWS = 200
ENDED = {f"JOB_STATE_{state}" for state in ("COMPLETED", "FAILED", "CANCELLED", "DELETING")}


@pytest.fixture
def account(http):
    """As the name that starts all others, such as accounts/local."""
    return ok(http.get("/v1/accounts"))["accounts"][0]["name"]


def test_an_agent_gets_from_its_key_to_a_model(http, account):
    train, job, content = fresh_id(), fresh_id(), chat_rows(ROWS)
    dataset = f"{account}/datasets/{train}"
    created = ok(
        http.post(
            f"/v1/{account}/datasets",
            json={"datasetId": train, "dataset": {"format": "CHAT", "exampleCount": ROWS}},
        )
    )
    assert (created["name"], created["state"], created["exampleCount"]) == (dataset, "UPLOADING", str(ROWS))
    sizes = {"train.jsonl": len(content)}
    endpoint = ok(http.post(f"/v1/{dataset}:getUploadEndpoint", json={"filenameToSize": sizes}))
    put_at(endpoint["filenameToSignedUrls"]["train.jsonl"], content)
    assert ok(http.post(f"/v1/{dataset}:validateUpload", json={})) == {}
    assert ok(http.get(f"/v1/{dataset}"))["state"] == "READY"

    body = {
        "displayName": "k4",
        "dataset": dataset,
        "baseModel": "accounts/fireworks/models/llama-v3p1-8b-instruct",
        "outputModel": f"{account}/models/{job}",
        "epochs": 2,
        "loraRank": 16,
    }
    jobs = f"/v1/{account}/supervisedFineTuningJobs"
    assert ok(http.post(jobs, params={"supervisedFineTuningJobId": job}, json=body))["name"] == f"{jobs[4:]}/{job}"
    ended = watch(lambda: ok(http.get(f"{jobs}/{job}")), lambda job: job["state"] in ENDED)[-1]
    assert (ended["state"], ended["outputModel"]) == ("JOB_STATE_COMPLETED", body["outputModel"])
    model = ok(http.get(f"/v1/{ended['outputModel']}"))
    assert (model["state"], model["peftDetails"]["baseModel"]) == ("READY", body["baseModel"])
