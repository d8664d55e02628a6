"""The smoke test of managed tuning with the SDK: nothing is there, then all that was sent is, and then it is gone."""

import pytest
from fireworks import NotFoundError

from emulator import chat_rows, refused, watch


@pytest.fixture
def dataset(client, tmp_path):
    """The name of a dataset that was not there."""
    with refused(NotFoundError, code=5):
        client.datasets.get("smoke-train")
    file = tmp_path / "smoke.jsonl"
    file.write_bytes(chat_rows(40))
    source = {"display_name": "smoke", "example_count": "40", "format": "CHAT", "user_uploaded": {}}
    client.datasets.create(dataset_id="smoke-train", dataset=source)
    client.datasets.upload("smoke-train", file=file)
    return watch(lambda: client.datasets.get("smoke-train"), lambda dataset: dataset.state == "READY")[-1].name


def test_a_job_echoes_every_setting_and_can_be_deleted(jobs, account, dataset):
    settings = {
        "dataset": dataset,
        "base_model": "accounts/fireworks/models/qwen3-8b",
        "output_model": f"accounts/{account}/models/smoke",
        "display_name": "smoke",
        "epochs": 2,
        "learning_rate": 2e-4,
        "learning_rate_warmup_steps": 3,
        "lora_rank": 32,
        "max_context_length": 4096,
        "batch_size_samples": 8,
        "optimizer_weight_decay": 0.01,
        "eval_auto_carveout": True,
    }
    wandb = {"enabled": True, "api_key": "wandb-key", "project": "smoke", "entity": "acme"}
    with refused(NotFoundError, code=5):
        jobs.get("smoke-job")
    created = jobs.create(supervised_fine_tuning_job_id="smoke-job", wandb_config=wandb, **settings)
    assert created.name == f"accounts/{account}/supervisedFineTuningJobs/smoke-job"
    for job in (created, jobs.get("smoke-job")):
        assert {name: getattr(job, name) for name in settings} == settings
        assert {name: getattr(job.wandb_config, name) for name in ("enabled", "project", "entity")} == {
            "enabled": True,
            "project": "smoke",
            "entity": "acme",
        }
        assert job.wandb_config.api_key

    assert jobs.delete("smoke-job") == {}

    def is_gone():
        try:
            return jobs.get("smoke-job").state == "JOB_STATE_DELETED"
        except NotFoundError:
            return True

    watch(is_gone, bool)
