"""Clients that need little: a dashboard that lists, an adapter that makes OpenAI's calls out of these, and curl."""

import json

import pytest

from emulator import PRESET, chat_rows, ok, put_at, watch

ENDED = {f"JOB_STATE_{state}" for state in ("COMPLETED", "FAILED", "CANCELLED", "EXPIRED", "EARLY_STOPPED")}


def living(http, jobs_path):
    """What the dashboard shows of each job that has not ended."""
    jobs = ok(http.get(jobs_path))["supervisedFineTuningJobs"]
    return [(job["name"], job["createTime"][:10]) for job in jobs if job["state"] not in ENDED]


@pytest.mark.skipif(PRESET == "instant", reason="an instant job has ended before it can be cancelled")
def test_the_dashboard_shows_the_jobs_that_have_not_ended(http, jobs_path):
    going, cancelled = (ok(http.post(jobs_path, json={"dataset": "train"})) for _ in range(2))
    ok(http.post(f"/v1/{cancelled['name']}:cancel", json={}))
    shown = watch(lambda: living(http, jobs_path), lambda shown: len(shown) == 1)[-1]
    assert shown == [(going["name"], going["createTime"][:10])]


def test_portkey_uploads_a_file_under_the_datasets_id(http, account):
    datasets, content = f"/v1/accounts/{account}/datasets", chat_rows(3)
    # Without an example count, which the live service asks for by now, and so does the level `service`.
    ok(http.post(datasets, json={"datasetId": "file-1", "dataset": {"userUploaded": {}}}))
    body = {"filenameToSize": {"file-1.jsonl": len(content)}}
    endpoint = ok(http.post(f"{datasets}/file-1:getUploadEndpoint", json=body))
    put_at(endpoint["filenameToSignedUrls"]["file-1.jsonl"], content)
    ok(http.post(f"{datasets}/file-1:validateUpload", json={}))
    (file,) = ok(http.get(datasets))["datasets"]
    assert (file["name"].rsplit("/", 1)[1], file["state"]) == ("file-1", "READY")


def test_portkey_creates_lists_and_cancels_by_deleting(http, jobs_path, account):
    body = {
        "dataset": f"accounts/{account}/datasets/file-1",
        "evaluationDataset": f"accounts/{account}/datasets/file-2",
        "displayName": "suffix",
        "baseModel": "accounts/fireworks/models/qwen3-8b",
        "epochs": 2,
        "learning_rate": 0.0002,
        "outputModel": f"accounts/{account}/models/suffix",
    }
    job = ok(http.post(jobs_path, json=body))
    assert (job["epochs"], job["learningRate"], job["completedTime"]) == (2, 0.0002, None)
    assert [listed["name"] for listed in ok(http.get(jobs_path))["supervisedFineTuningJobs"]] == [job["name"]]
    assert ok(http.delete(f"/v1/{job['name']}")) == {}
    after = http.get(f"/v1/{job['name']}")
    assert after.status_code == 404 or "DELETING" in after.json()["state"]


def test_curl_sends_json_and_calls_it_a_form(http, jobs_path, account):
    body = {
        "displayName": "smoke",
        "dataset": f"accounts/{account}/datasets/train",
        "evaluationDataset": f"accounts/{account}/datasets/test",
        "baseModel": "accounts/fireworks/models/qwen3-8b",
        "outputModel": f"accounts/{account}/models/smoke",
    }
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    job = ok(http.post(f"{jobs_path}?supervisedFineTuningJobId=smoke", content=json.dumps(body), headers=form))
    assert job["name"] == f"accounts/{account}/supervisedFineTuningJobs/smoke"
    assert {name: job[name] for name in body} == body
