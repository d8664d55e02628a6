"""What the tests of all clients use: an account with its key, and the replies of its models."""

import os

import pytest

# LiteLLM downloads a list of prices otherwise.
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

import conversations as talk  # noqa: E402  (after the setting)
from emulator import ok, watch  # noqa: E402


@pytest.fixture
def key(account):
    """The API key of the account. Clients of inference have no other setting for it."""
    return f"fw_account_{account}"


@pytest.fixture
def script(http, account):
    """Adds a scripted reply to the account, and returns how many requests it has answered."""

    def add(**reply):
        name = ok(http.post(f"/_emulator/v1/accounts/{account}/replies", json=reply))["name"]
        return lambda: int(ok(http.get(f"/_emulator/v1/{name}"))["replied"])

    return add


@pytest.fixture
def greeting(script):
    return script(match={"userText": {"equals": talk.GREETING}}, reply={"content": talk.HELLO, "usage": talk.USAGE})


@pytest.fixture
def weather(script):
    """A model that calls a tool, and answers with its result."""
    call = {"name": "get_weather", "arguments": {"city": "Paris"}}
    script(match={"tools": ["get_weather"], "toolResult": False}, reply={"toolCalls": [call]})
    script(match={"toolResult": True}, reply={"content": talk.ANSWER})


@pytest.fixture
def rate_limit(script):
    """Refuses so many requests for exceeding the rate limit. The greeting is the reply to all later ones."""

    def refuse(times):
        error = {
            "httpStatus": 429,
            "code": "invalid_request_error",
            "type": "invalid_request_error",
            "message": talk.RATE_LIMIT,
            "retryAfter": "0.01s",
        }
        return script(order=-1, times=times, reply={"error": error})

    return refuse


@pytest.fixture
def sleeping(http, account):
    """The name of a deployment that is scaled to zero."""
    path = f"/v1/accounts/{account}/deployments"
    limits = {"minReplicaCount": 0, "maxReplicaCount": 1, "baseModel": talk.TUNABLE_MODEL}
    ok(http.post(f"{path}?deploymentId=sleeping", json=limits))
    watch(lambda: ok(http.get(f"{path}/sleeping")), lambda found: found["state"] == "READY")
    ok(http.patch(f"{path}/sleeping:scale", json={"replicaCount": 0}))
    watch(lambda: ok(http.get(f"{path}/sleeping")), lambda found: found["replicaCount"] == 0)
    return f"accounts/{account}/deployments/sleeping"
