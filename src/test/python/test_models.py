"""Models as the SDK's users meet them: public ones to choose from, and adapters of their own to bring along."""

import json
import struct

import httpx
import pytest
from fireworks import BadRequestError, ConflictError, NotFoundError, PermissionDeniedError

from emulator import fresh_id, get_at, message_of, put_at, refused

QWEN = "accounts/fireworks/models/qwen3-8b"
HIDDEN = 4096
RANK = 4
PEFT = {"base_model": QWEN, "r": RANK, "target_modules": ["q_proj"]}


@pytest.fixture
def models(client):
    return client.models


@pytest.fixture
def adapter(models):
    """The id of a new adapter without files."""
    model = models.create(
        model_id=fresh_id(), model={"kind": "HF_PEFT_ADDON", "display_name": "mine", "peft_details": PEFT}
    )
    assert (model.state, model.status.code, model.kind) == ("UPLOADING", "OK", "HF_PEFT_ADDON")
    return model.name.rsplit("/", 1)[1]


def safetensors(tensors):
    """A file of zeros in the format of weights: the header's length, the header, and the bytes of all tensors."""
    header, end = {}, 0
    for name, shape in tensors.items():
        begin, end = end, end + 4 * shape[0] * shape[1]
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [begin, end]}
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + bytes(end)


FILES = {
    "adapter_config.json": json.dumps({"peft_type": "LORA", "r": RANK, "target_modules": ["q_proj"]}).encode(),
    "adapter_model.safetensors": safetensors(
        {
            "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight": [RANK, HIDDEN],
            "base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight": [HIDDEN, RANK],
        }
    ),
}


def upload(models, adapter, files):
    sizes = {name: str(len(content)) for name, content in files.items()}
    endpoint = models.get_upload_endpoint(adapter, filename_to_size=sizes)
    for name, content in files.items():
        put_at(endpoint.filename_to_signed_urls[name], content)


@pytest.fixture
def ready_adapter(models, adapter):
    upload(models, adapter, FILES)
    assert models.validate_upload(adapter).warnings == []
    return adapter


def test_the_public_models_are_listed_and_read(models):
    listed = {model.name: model for model in models.list(account_id="fireworks", page_size=200)}
    read = models.get("qwen3-8b", account_id="fireworks")
    assert listed[QWEN].base_model_details == read.base_model_details
    assert (read.state, read.kind, read.public, read.tunable) == ("READY", "HF_BASE_MODEL", True, True)
    assert read.base_model_details.parameter_count == "8190735360"
    assert read.model_extra["supervisedLoraTunable"] is True


def test_the_public_models_are_filtered_by_what_they_can(models):
    serverless = list(models.list(account_id="fireworks", filter="supports_serverless=true"))
    assert serverless and all(model.supports_serverless for model in serverless)
    pages = list(models.list(account_id="fireworks", filter="tunable=true", page_size=10).iter_pages())
    assert [len(page.models) for page in pages[:-1]] == [10] * (len(pages) - 1)
    assert all(model.tunable for page in pages for model in page.models)


async def test_the_async_client_reads_the_public_models_too(async_client):
    names = [model.name async for model in async_client.models.list(account_id="fireworks", page_size=10)]
    assert QWEN in names
    assert names == sorted(names)


def test_the_public_models_belong_to_somebody_else(models):
    with refused(PermissionDeniedError, code=7) as refusal:
        models.delete("qwen3-8b", account_id="fireworks")
    assert message_of(refusal) == ""
    with refused(NotFoundError, code=5):
        models.get("glimmer-30b", account_id="fireworks")


def test_an_adapter_is_uploaded_and_fetched_back(models, ready_adapter):
    assert models.get(ready_adapter).state == "READY"
    urls = models.get_download_endpoint(ready_adapter).filename_to_signed_urls
    assert {name: get_at(url) for name, url in urls.items()} == FILES


def test_a_model_is_changed_and_listed(models, ready_adapter):
    updated = models.update(ready_adapter, display_name="renamed", description="knows sums")
    assert (updated.display_name, updated.description) == ("renamed", "knows sums")
    assert {name: getattr(updated.peft_details, name) for name in PEFT} == PEFT

    models.create(model_id=fresh_id(), model={"peft_details": PEFT})
    assert [model.name for model in models.list(filter='display_name="renamed"')] == [updated.name]
    assert [model.name for model in models.list(filter='state="READY"')] == [updated.name]
    assert len(list(models.list(order_by="create_time desc"))) == 2


def test_a_model_is_prepared_for_a_precision(models, ready_adapter):
    assert models.get(ready_adapter).calibrated is False
    assert models.prepare(ready_adapter, precision="FP8") == {}
    assert models.get(ready_adapter).calibrated is True


def test_a_deleted_model_is_gone_and_its_files_with_it(models, ready_adapter):
    url = models.get_download_endpoint(ready_adapter).filename_to_signed_urls["adapter_config.json"]
    assert models.delete(ready_adapter) == {}
    for call in (models.get, models.get_download_endpoint, models.delete):
        with refused(NotFoundError, code=5):
            call(ready_adapter)
    gone = httpx.get(url)
    assert (gone.status_code, "NoSuchKey" in gone.text) == (404, True), gone.text


def test_a_model_without_its_files_is_not_ready(models, adapter):
    with refused(BadRequestError, code=9):
        models.validate_upload(adapter)
    with refused(BadRequestError, code=9):
        models.prepare(adapter, precision="FP8")
    assert models.get(adapter).state == "UPLOADING"


def test_files_that_are_no_adapter_are_refused_and_can_be_put_again(models, adapter):
    upload(models, adapter, {**FILES, "adapter_model.safetensors": b"no weights"})
    with refused(BadRequestError, code=3) as refusal:
        models.validate_upload(adapter)
    model = models.get(adapter)
    assert (model.state, model.status.code, model.status.message) == (
        "UPLOADING",
        "INVALID_ARGUMENT",
        message_of(refusal),
    )
    upload(models, adapter, FILES)
    models.validate_upload(adapter)
    model = models.get(adapter)
    assert (model.state, model.status.code) == ("READY", "OK")


def test_a_model_needs_nothing_but_an_id_of_its_own(models, adapter):
    assert models.create(model_id=fresh_id()).kind == "HF_PEFT_ADDON"
    with refused(ConflictError, code=6):
        models.create(model_id=adapter, model={"peft_details": PEFT})
