"""A pytest plug-in that lets the vendor's generated contract tests talk to a server that keeps state.

The tests were generated for a stateless mock and name resources that nobody made: account "account_id", job
"supervised_fine_tuning_job_id", a filter called "filter". On the way out, and only there, such a placeholder becomes
something real: a fresh account, a job made a moment ago, a filter that means something. Of the five sources of a
dataset, which are members of one oneof and are all sent at once, the first stays. What comes back is left alone, so
every assertion is about the server's own answer.
"""

import functools
import json
import os
import time
import uuid

import httpx
import pytest
from fireworks import AsyncFireworks, Fireworks

BASE_URL = os.environ.get("TEST_API_BASE_URL", "http://127.0.0.1:4010")
API_KEY = os.environ.get("FIREWORKS_API_KEY", "fw_test")
# What stands for a job in a path, and the collection that it is in.
JOBS = {"supervised_fine_tuning_job_id": "supervisedFineTuningJobs", "dpo_job_id": "dpoJobs"}
DEADLINE_SECONDS = 10
SOURCES = ["userUploaded", "evaluationResult", "transformed", "splitted", "evalProtocol"]

BASE_MODEL = "accounts/fireworks/models/qwen3-8b"
SERVERLESS_MODEL = "accounts/fireworks/models/gpt-oss-120b"

# What a user could have meant by each placeholder among the parameters of any list.
MEANINGS = {"filter": "name:*", "orderBy": "name desc", "readMask": "*", "targetModel": BASE_MODEL}


def pytest_configure(config: pytest.Config) -> None:
    """Hangs itself into the SDK's own hook for a request that is about to be sent."""
    Fireworks._prepare_request = lambda _, request: make_real(request)
    AsyncFireworks._prepare_request = amake_real


async def amake_real(_: AsyncFireworks, request: httpx.Request) -> None:
    make_real(request)


def make_real(request: httpx.Request) -> None:
    path, query = request.url.path, dict(request.url.params)
    account = fresh("account")

    for placeholder, jobs in JOBS.items():
        if path.endswith(f"/{placeholder}:resume"):
            path = path.replace(placeholder, new_paused_job(account, jobs))
    if path.endswith("/deployment_id:undelete"):
        path = path.replace("deployment_id", new_deleted_deployment(account))
    for placeholder, make in MAKERS.items():
        if f"/{placeholder}" in path:
            path = path.replace(placeholder, make(account))
    for parameter in [*map(id_parameter, JOBS.values()), "deploymentId"]:
        if query.get(parameter) == parameter:
            query[parameter] = fresh("id")
    path = path.replace("/account_id", f"/{account}")
    if path.endswith("/versions/version_id"):
        path = path.replace("version_id", newest_version(path))

    if request.method == "GET" and path.rsplit("/", 1)[1] in LISTED:  # a list without entries would prove little
        make = LISTED[path.rsplit("/", 1)[1]]
        make(account)
        make(account)
    query.update({name: meaning for name, meaning in MEANINGS.items() if query.get(name) == name})
    if query.get("pageToken") == "pageToken":
        del query["pageToken"]
        query.update(second_page(path, query))

    request.url = request.url.copy_with(path=path, params=query)
    if request.headers.get("content-type") == "application/json" and request.content:
        body = json.loads(request.content)
        if path.endswith(("/completions", "/messages")):
            body["model"] = SERVERLESS_MODEL
        if path.endswith("/messages"):
            # The test expects a message, although it requests a stream.
            body.pop("stream", None)
        make_body_real(body, account)
        send_instead(request, json.dumps(body).encode())


def make_body_real(body: dict, account: str) -> None:
    for name, value in body.items():
        if isinstance(value, dict):
            make_body_real(value, account)
        elif value == name and name in IN_BODIES:
            body[name] = IN_BODIES[name](account)
    if "filenameToSize" in body:
        body["filenameToSize"] = dict.fromkeys(body["filenameToSize"], "1")
    for source in [name for name in SOURCES if name in body][1:]:
        del body[source]


def send_instead(request: httpx.Request, content: bytes) -> None:
    replaced = httpx.Request(request.method, request.url, content=content)
    request.stream, request._content = replaced.stream, content
    request.headers["content-length"] = str(len(content))


def second_page(path: str, query: dict) -> dict:
    """The token of this list's second page when a page holds one resource; nothing where there is no second page."""
    token = call("GET", path, params={**query, "pageSize": "1"})["nextPageToken"]
    return {"pageToken": token} if token else {}


def id_parameter(jobs: str) -> str:
    return jobs.removesuffix("s") + "Id"


def new_job(account: str, jobs: str) -> str:
    job = fresh("job")
    body = {"dataset": "dataset"}
    call("POST", f"/v1/accounts/{account}/{jobs}", params={id_parameter(jobs): job}, json=body)
    return job


def new_paused_job(account: str, jobs: str) -> str:
    job = new_job(account, jobs)
    deadline = time.monotonic() + DEADLINE_SECONDS
    while call("GET", f"/v1/accounts/{account}/{jobs}/{job}")["state"] != "JOB_STATE_PAUSED":
        assert time.monotonic() < deadline, "no job is PAUSED: start the emulator with EMULATOR_LIFECYCLE_STAGES=PAUSED"
        time.sleep(0.05)
    return job


def new_dataset(account: str) -> str:
    dataset = fresh("dataset")
    body = {"datasetId": dataset, "dataset": {"exampleCount": 3, "userUploaded": {}}}
    call("POST", f"/v1/accounts/{account}/datasets", json=body)
    return dataset


def new_model(account: str) -> str:
    model = fresh("model")
    call("POST", f"/v1/accounts/{account}/models", json={"modelId": model, "model": {}})
    return model


def new_shape(account: str) -> str:
    shape = fresh("shape")
    path = f"/v1/accounts/{account}/deploymentShapes"
    call("POST", path, params={"deploymentShapeId": shape}, json={"baseModel": BASE_MODEL})
    call("PATCH", f"{path}/{shape}", json={"description": "changed"})  # makes a second version
    return shape


def newest_version(path: str) -> str:
    """The id of a version of the shape in the path of a version."""
    versions = call("GET", path.rsplit("/", 1)[0])["deploymentShapeVersions"]
    return versions[0]["name"].rsplit("/", 1)[1]


def new_deployment(account: str) -> str:
    deployment = fresh("deployment")
    body = {"baseModel": BASE_MODEL, "acceleratorType": "NVIDIA_H100_80GB", "enableAddons": True}
    call("POST", f"/v1/accounts/{account}/deployments", params={"deploymentId": deployment}, json=body)
    return deployment


def new_deleted_deployment(account: str) -> str:
    deployment = new_deployment(account)
    path = f"/v1/accounts/{account}/deployments/{deployment}"
    call("DELETE", path, params={"ignoreChecks": "true"})
    deadline = time.monotonic() + DEADLINE_SECONDS
    while call("GET", path)["state"] != "DELETED":
        assert time.monotonic() < deadline, f"{path} is not DELETED"
        time.sleep(0.05)
    return deployment


def new_addon(account: str) -> str:
    model = fresh("model")
    addon = {"kind": "HF_PEFT_ADDON", "peftDetails": {"baseModel": BASE_MODEL, "r": 8, "targetModules": ["q_proj"]}}
    call("POST", f"/v1/accounts/{account}/models", json={"modelId": model, "model": addon})
    return model


def new_deployed_model(account: str) -> str:
    parent = f"accounts/{account}"
    body = {"model": f"{parent}/models/{new_addon(account)}", "deployment": f"{parent}/deployments/{new_deployment(account)}"}
    return call("POST", f"/v1/{parent}/deployedModels", json=body)["name"].rsplit("/", 1)[1]


def call(method: str, path: str, **options) -> dict:
    answer = httpx.request(method, BASE_URL + path, headers={"Authorization": f"Bearer {API_KEY}"}, **options)
    assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer.json()


def fresh(kind: str) -> str:
    return f"{kind}-{uuid.uuid4().hex[:12]}"


# What is behind a placeholder in a path, what a list has, and what a placeholder in a body stands for.
MAKERS = {
    **{placeholder: functools.partial(new_job, jobs=jobs) for placeholder, jobs in JOBS.items()},
    "dataset_id": new_dataset,
    "model_id": new_model,
    "deployment_shape_id": new_shape,
    "deployment_id": new_deployment,
    "deployed_model_id": new_deployed_model,
}
LISTED = {
    **{jobs: functools.partial(new_job, jobs=jobs) for jobs in JOBS.values()},
    "datasets": new_dataset,
    "models": new_model,
    "deploymentShapes": new_shape,
    "deployments": new_deployment,
    "deployedModels": new_deployed_model,
}
IN_BODIES = {
    "datasetId": lambda account: fresh("dataset"),
    "sourceDatasetId": new_dataset,
    "exampleCount": lambda account: "3",
    "modelId": lambda account: fresh("model"),
    "parameterCount": lambda account: "3",
    "model": lambda account: f"accounts/{account}/models/{new_addon(account)}",
    "deployment": lambda account: f"accounts/{account}/deployments/{new_deployment(account)}",
    "scaleUpWindow": lambda account: "30s",
    "scaleDownWindow": lambda account: "600s",
    "scaleToZeroWindow": lambda account: "3600s",
}
