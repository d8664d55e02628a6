"""edugraph with the SDK: picks a base by its flags, refuses ids that are taken, and reads what the server chose."""

import pytest

from emulator import chat_rows, job_id, watch


@pytest.fixture
def base(client):
    """A small base of the public catalogue that can be tuned; the SDK knows that flag only as an extra."""
    models = client.models.list(account_id="fireworks", page_size=200)
    tunable = [model for model in models if model.model_extra["supervisedLoraTunable"] and model.tunable]
    assert "accounts/fireworks/models/qwen3-8b" in [model.name for model in tunable]
    return client.models.get("qwen3-8b", account_id="fireworks")


def taken(client):
    """The ids that are in use in the account, of whatever kind."""
    resources = (client.datasets, client.supervised_fine_tuning_jobs, client.models)
    return [one.name.rsplit("/", 1)[1] for resource in resources for one in resource.list(page_size=200)]


def test_a_job_tells_the_settings_that_were_left_to_the_server(client, jobs, account, base, tmp_path):
    assert (base.state, base.supports_lora, base.kind) == ("READY", True, "HF_BASE_MODEL")
    assert base.model_extra["supervisedLoraTunable"] is True
    assert not {"edugraph-train", "edugraph-sft", "edugraph-model"} & set(taken(client))

    file = tmp_path / "train.jsonl"
    file.write_bytes(chat_rows(100))
    client.datasets.create(dataset_id="edugraph-train", dataset={"example_count": "100", "user_uploaded": {}})
    client.datasets.upload("edugraph-train", file=file)
    client.datasets.validate_upload("edugraph-train", body={})
    dataset = watch(lambda: client.datasets.get("edugraph-train"), lambda dataset: dataset.state == "READY")[-1]
    assert dataset.status.code == "OK"

    created = jobs.create(
        supervised_fine_tuning_job_id="edugraph-sft",
        dataset=dataset.name,
        base_model=base.name,
        output_model="edugraph-model",
        display_name="edugraph",
        epochs=2,
        lora_rank=16,
        early_stop=False,
        eval_auto_carveout=True,
    )
    for job in (created, jobs.get(job_id(created))):
        assert (job.early_stop, job.eval_auto_carveout, job.epochs, job.lora_rank) == (False, True, 2, 16)
        assert job.learning_rate == 0.0001
        assert job.max_context_length == base.training_context_length
        assert job.output_model == f"accounts/{account}/models/edugraph-model"
    assert {"edugraph-train", "edugraph-sft"} <= set(taken(client))
