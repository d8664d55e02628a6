"""Kiln: its own code uploads a dataset, tunes and deploys a model, and LiteLLM, which it uses for chats, asks the tuned model."""

import importlib.util
import sys
import types
from pathlib import Path

import conversations as talk
import httpx
import litellm
import pytest
from emulator import BASE_URL, ok, watch, watch_async

PACKAGE = Path(importlib.util.find_spec("kiln_ai").submodule_search_locations[0])

# Without the code of these two packages, which imports the clients of all clouds that Kiln supports.
for name in ("adapters", "adapters.fine_tune"):
    package = types.ModuleType(f"kiln_ai.{name}")
    package.__path__ = [str(PACKAGE / name.replace(".", "/"))]
    sys.modules[package.__name__] = package

from kiln_ai.adapters.fine_tune.fireworks_finetune import FireworksFinetune  # noqa: E402  (after the packages)
from kiln_ai.datamodel import (  # noqa: E402
    DataSource,
    DatasetSplit,
    Project,
    Task,
    TaskOutput,
    TaskRun,
)
from kiln_ai.datamodel.datamodel_enums import ChatStrategy, StructuredOutputMode  # noqa: E402
from kiln_ai.datamodel.dataset_split import AllSplitDefinition  # noqa: E402
from kiln_ai.datamodel.run_config import KilnAgentRunConfigProperties  # noqa: E402
from kiln_ai.utils.config import Config  # noqa: E402

SYSTEM = "Answer with a capital city."
CAPITALS = {"France": "Paris", "Italy": "Rome", "Spain": "Madrid", "Austria": "Vienna"}


@pytest.fixture
def live_url(monkeypatch):
    """Sends the requests for the live service to the emulator, because Kiln has no setting for its URL."""
    send = httpx.AsyncHTTPTransport.handle_async_request
    emulator = httpx.URL(BASE_URL)

    async def redirect(transport, request):
        if request.url.host == "api.fireworks.ai":
            request.url = request.url.copy_with(scheme=emulator.scheme, host=emulator.host, port=emulator.port)
            request.headers["Host"] = emulator.netloc.decode()
        return await send(transport, request)

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", redirect)


@pytest.fixture
def settings(monkeypatch, account, key, tmp_path):
    monkeypatch.setattr(Config, "settings_path", classmethod(lambda cls, create=True: str(tmp_path / "settings.yaml")))
    monkeypatch.setattr(Config, "_shared_instance", Config())
    monkeypatch.setenv("FIREWORKS_API_KEY", key)
    monkeypatch.setenv("FIREWORKS_ACCOUNT_ID", account)


@pytest.fixture
def dataset(tmp_path, settings):
    project = Project(name="capitals", path=tmp_path / "project.kiln")
    project.save_to_file()
    task = Task(name="capital", instruction=SYSTEM, parent=project)
    task.save_to_file()
    person = DataSource(type="human", properties={"created_by": "tester"})
    for country, capital in CAPITALS.items():
        TaskRun(parent=task, input=country, input_source=person, output=TaskOutput(output=capital, source=person)).save_to_file()
    split = DatasetSplit.from_task("all", task, AllSplitDefinition)
    split.save_to_file()
    return split


async def test_a_model_is_tuned_deployed_and_asked(live_url, dataset, http, account, key):
    run_config = KilnAgentRunConfigProperties(
        model_name="qwen3_8b",
        model_provider_name="fireworks_ai",
        prompt_id="simple_prompt_builder",
        structured_output_mode=StructuredOutputMode.default,
    )
    adapter, finetune = await FireworksFinetune.create_and_start(
        dataset=dataset,
        provider_id="fireworks_ai",
        provider_base_model_id=talk.TUNABLE_MODEL,
        train_split_name="all",
        system_message=SYSTEM,
        thinking_instructions=None,
        data_strategy=ChatStrategy.single_turn,
        parameters={"epochs": 1},
        run_config=run_config,
    )
    seen = await watch_async(adapter.status, lambda found: found.status == "completed")
    assert {found.status.value for found in seen} <= {"unknown", "pending", "running", "completed"}
    assert seen[-1].error_details is None
    assert finetune.fine_tune_model_id.startswith(f"accounts/{account}/models/")

    deployments = f"/v1/accounts/{account}/deployments"
    watch(lambda: ok(http.get(deployments))["deployments"], lambda found: [each["state"] for each in found] == ["READY"])
    assert (await adapter.status()).status == "completed"
    (deployment,) = ok(http.get(deployments))["deployments"]
    assert deployment["baseModel"] == finetune.fine_tune_model_id

    answer = litellm.completion(
        model=f"fireworks_ai/{finetune.fine_tune_model_id}",
        messages=[{"role": "system", "content": SYSTEM}, *talk.user("Austria")],
        api_base=talk.INFERENCE_URL,
        api_key=key,
    )
    assert (answer.choices[0].message.content, answer.choices[0].finish_reason) == ("Vienna", "stop")
