"""A pytest plug-in that lets the vendor's generated contract tests talk to a server that keeps state.

The tests were generated for a stateless mock and name resources that nobody made: account "account_id", job
"supervised_fine_tuning_job_id", a filter called "filter". On the way out, and only there, such a placeholder becomes
something real: a fresh account, a job made a moment ago, a filter that means something. What comes back is left alone,
so every assertion is about the server's own answer.
"""

import os
import time
import uuid

import httpx
import pytest
from fireworks import AsyncFireworks, Fireworks

BASE_URL = os.environ.get("TEST_API_BASE_URL", "http://127.0.0.1:4010")
API_KEY = os.environ.get("FIREWORKS_API_KEY", "fw_test")
JOBS = "supervisedFineTuningJobs"
DEADLINE_SECONDS = 10

# For each placeholder among a list's parameters, what a user of that list could have meant.
MEANINGS = {
    JOBS: {"filter": "dataset:*", "orderBy": "name desc", "readMask": "*"},
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
    collection = JOBS if f"/{JOBS}" in path else "accounts"

    if "supervised_fine_tuning_job_id" in path:
        path = path.replace("supervised_fine_tuning_job_id", new_job(account, paused=path.endswith(":resume")))
    if query.get("supervisedFineTuningJobId") == "supervisedFineTuningJobId":
        query["supervisedFineTuningJobId"] = fresh("job")
    path = path.replace("/account_id", f"/{account}")

    if request.method == "GET" and path.endswith(collection):  # a list without entries would prove little
        new_job(account)
        new_job(account)
    for name, meaning in MEANINGS[collection].items():
        if query.get(name) == name:
            query[name] = meaning
    if query.get("pageToken") == "pageToken":
        del query["pageToken"]
        query.update(second_page(path, query))

    request.url = request.url.copy_with(path=path, params=query)


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


def call(method: str, path: str, **options) -> dict:
    answer = httpx.request(method, BASE_URL + path, headers={"Authorization": f"Bearer {API_KEY}"}, **options)
    assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer.json()


def fresh(kind: str) -> str:
    return f"{kind}-{uuid.uuid4().hex[:12]}"
