"""A pytest plug-in that lets the vendor's generated contract tests talk to a server that keeps state.

The tests were generated for a stateless mock and name resources that nobody made: account "account_id", job
"supervised_fine_tuning_job_id", a filter called "filter". On the way out, and only there, such a placeholder becomes
something real: a fresh account, a job made a moment ago, a filter that means something. Of the five sources of a dataset,
which are members of one oneof and are all sent at once, the first stays. What comes back is left alone, so every assertion
is about the server's own answer.
"""

import json
import os
import time
import uuid

import httpx
import pytest
from fireworks import AsyncFireworks, Fireworks

BASE_URL = os.environ.get("TEST_API_BASE_URL", "http://127.0.0.1:4010")
API_KEY = os.environ.get("FIREWORKS_API_KEY", "fw_test")
JOBS = "supervisedFineTuningJobs"
DATASETS = "datasets"
DEADLINE_SECONDS = 10
SOURCES = ["userUploaded", "evaluationResult", "transformed", "splitted", "evalProtocol"]

# For each placeholder among a list's parameters, what a user of that list could have meant.
MEANINGS = {
    JOBS: {"filter": "dataset:*", "orderBy": "name desc", "readMask": "*"},
    DATASETS: {"filter": "name:*", "orderBy": "name desc", "readMask": "*"},
    "accounts": {"filter": "name:*", "orderBy": "name", "readMask": "*"},
}


def pytest_configure(config: pytest.Config) -> None:
    """Hangs itself into the SDK's own hook for a request that is about to be sent."""
    Fireworks._prepare_request = lambda _, request: make_real(request)
    AsyncFireworks._prepare_request = amake_real


async def amake_real(_: AsyncFireworks, request: httpx.Request) -> None:
    make_real(request)


def make_real(request: httpx.Request) -> None:
    path, query = request.url.path, dict(request.url.params)
    account = fresh("account")
    collection = next((name for name in (JOBS, DATASETS) if f"/{name}" in path), "accounts")

    if "supervised_fine_tuning_job_id" in path:
        path = path.replace("supervised_fine_tuning_job_id", new_job(account, paused=path.endswith(":resume")))
    if "dataset_id" in path:
        path = path.replace("dataset_id", new_dataset(account))
    if query.get("supervisedFineTuningJobId") == "supervisedFineTuningJobId":
        query["supervisedFineTuningJobId"] = fresh("job")
    path = path.replace("/account_id", f"/{account}")

    if request.method == "GET" and path.endswith(collection):  # a list without entries would prove little
        make = new_dataset if collection == DATASETS else new_job
        make(account)
        make(account)
    for name, meaning in MEANINGS[collection].items():
        if query.get(name) == name:
            query[name] = meaning
    if query.get("pageToken") == "pageToken":
        del query["pageToken"]
        query.update(second_page(path, query))

    request.url = request.url.copy_with(path=path, params=query)
    if collection == DATASETS and request.headers.get("content-type") == "application/json" and request.content:
        send_instead(request, json.dumps(real_dataset(json.loads(request.content), account)).encode())


def real_dataset(body: dict, account: str) -> dict:
    """The body of a call about datasets, with everything in it that could be meant."""
    if body.get("datasetId") == "datasetId":
        body["datasetId"] = fresh("dataset")
    if body.get("sourceDatasetId") == "sourceDatasetId":
        body["sourceDatasetId"] = new_dataset(account)
    if "filenameToSize" in body:
        body["filenameToSize"] = dict.fromkeys(body["filenameToSize"], "1")
    dataset = body.get("dataset", body)
    if dataset.get("exampleCount") == "exampleCount":
        dataset["exampleCount"] = "3"
    for source in [name for name in SOURCES if name in dataset][1:]:
        del dataset[source]
    return body


def send_instead(request: httpx.Request, content: bytes) -> None:
    replaced = httpx.Request(request.method, request.url, content=content)
    request.stream, request._content = replaced.stream, content
    request.headers["content-length"] = str(len(content))


def second_page(path: str, query: dict) -> dict:
    """The token of this list's second page when a page holds one resource; nothing where there is no second page."""
    token = call("GET", path, params={**query, "pageSize": "1"})["nextPageToken"]
    return {"pageToken": token} if token else {}


def new_job(account: str, paused: bool = False) -> str:
    job = fresh("job")
    parent = f"/v1/accounts/{account}/{JOBS}"
    call("POST", parent, params={"supervisedFineTuningJobId": job}, json={"dataset": "dataset"})
    deadline = time.monotonic() + DEADLINE_SECONDS
    while paused and call("GET", f"{parent}/{job}")["state"] != "JOB_STATE_PAUSED":
        assert time.monotonic() < deadline, "no job is PAUSED: start the emulator with EMULATOR_LIFECYCLE_STAGES=PAUSED"
        time.sleep(0.05)
    return job


def new_dataset(account: str) -> str:
    dataset = fresh("dataset")
    body = {"datasetId": dataset, "dataset": {"exampleCount": 3, "userUploaded": {}}}
    call("POST", f"/v1/accounts/{account}/{DATASETS}", json=body)
    return dataset


def call(method: str, path: str, **options) -> dict:
    answer = httpx.request(method, BASE_URL + path, headers={"Authorization": f"Bearer {API_KEY}"}, **options)
    assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer.json()


def fresh(kind: str) -> str:
    return f"{kind}-{uuid.uuid4().hex[:12]}"
