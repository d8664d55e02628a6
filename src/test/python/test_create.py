"""Creating a job: what is sent comes back unchanged, what is not sent gets the documented default."""

import inspect
import uuid
from datetime import datetime, timedelta, timezone

from fireworks.types import SupervisedFineTuningJob

from emulator import fresh_id, job_id

TRAIN = "accounts/acme/datasets/train"
QWEN = "accounts/fireworks/models/qwen3-8b"

ALL_SETTINGS = {
    "dataset": TRAIN,
    "aws_s3_config": {
        "credentials_secret": "accounts/acme/secrets/s3",
        "iam_role_arn": "arn:aws:iam::123456789012:role/tuner",
    },
    "azure_blob_storage_config": {
        "managed_identity_client_id": "6a1f2a4e-2c1d-4c55-9a3f-1f6f0c9f4b11",
        "tenant_id": "0c8d5e2f-7a3b-4f7e-8f43-9f3b7e1d2a60",
    },
    "base_model": QWEN,
    "batch_size": 32768,
    "batch_size_samples": 16,
    "sampler_checkpoint_save_interval_steps": 25,
    "display_name": "Grüße, 東京 🎆",
    "early_stop": True,
    "epochs": 3,
    "eval_auto_carveout": True,
    "evaluation_dataset": "accounts/acme/datasets/eval",
    "gradient_accumulation_steps": 4,
    "is_turbo": True,
    "jinja_template": "{% for m in messages %}{{ m.content }}\n{% endfor %}",
    "learning_rate": 0.0002,
    "learning_rate_warmup_steps": 10,
    "lora_rank": 16,
    "max_context_length": 8192,
    "mtp_enabled": True,
    "mtp_freeze_base_model": True,
    "mtp_num_draft_tokens": 2,
    "nodes": 2,
    "optimizer_weight_decay": 0.01,
    "output_model": "accounts/acme/models/tuned",
    "region": "US_IOWA_1",
    "renderer_hugging_face_repo_id": "Qwen/Qwen3-8B",
    "reservation_target": "accounts/acme/reservations/r1",
    "use_purpose": "pilot",
    "use_reservation": True,
    "wandb_config": {
        "api_key": "wandb-key",
        "enabled": True,
        "entity": "acme",
        "project": "tuning",
        "run_id": "run-7",
    },
}
# The API takes one of base_model and warm_start_from, so this one has a story of its own.
NOT_WITH_THE_OTHERS = {"warm_start_from"}
# The server says where the metrics are, whatever is sent.
TOLD_BY_THE_SERVER = {"metrics_file_signed_url"}
NOT_IN_THE_BODY = {
    "self", "account_id", "supervised_fine_tuning_job_id", "extra_headers", "extra_query", "extra_body", "timeout",
}  # fmt: skip


def sent_back(sent, job):
    """Of an answered job, the part that was sent."""
    answer = job.to_dict(use_api_names=False)
    return {
        key: {inner: answer[key][inner] for inner in value} if isinstance(value, dict) else answer[key]
        for key, value in sent.items()
    }


def test_a_minimal_job_gets_the_documented_defaults(jobs, account):
    before = datetime.now(timezone.utc)
    job = jobs.create(dataset=TRAIN, base_model=QWEN)

    assert job.name == f"accounts/{account}/supervisedFineTuningJobs/{job_id(job)}"
    assert job_id(job)
    assert job.dataset == TRAIN
    assert job.base_model == QWEN
    assert job.epochs == 1
    assert job.learning_rate == 0.0001
    assert job.output_model == f"accounts/{account}/models/{job_id(job)}"
    assert job.state == "JOB_STATE_CREATING"
    assert (job.status.code, job.status.message) == ("OK", "")
    assert abs(job.create_time - before) < timedelta(seconds=30)
    assert job.completed_time is None
    assert job.display_name == ""
    assert job.early_stop is False


def test_an_unchosen_id_is_a_random_uuid(jobs):
    first, second = (job_id(jobs.create(dataset=TRAIN)) for _ in range(2))
    assert first != second
    assert uuid.UUID(first).version == 4


def test_a_chosen_id_becomes_part_of_the_name_and_of_the_output_model(jobs, account):
    chosen = fresh_id()
    job = jobs.create(dataset=TRAIN, supervised_fine_tuning_job_id=chosen)
    assert job.name == f"accounts/{account}/supervisedFineTuningJobs/{chosen}"
    assert job.output_model == f"accounts/{account}/models/{chosen}"


def test_every_setting_the_sdk_knows_is_part_of_the_full_story(jobs):
    known = set(inspect.signature(jobs.create).parameters) - NOT_IN_THE_BODY
    assert known == set(ALL_SETTINGS) | NOT_WITH_THE_OTHERS | TOLD_BY_THE_SERVER


def test_every_value_sent_comes_back_unchanged_at_once_and_when_read_again(jobs):
    created = jobs.create(**ALL_SETTINGS)
    assert sent_back(ALL_SETTINGS, created) == ALL_SETTINGS
    assert sent_back(ALL_SETTINGS, jobs.get(job_id(created))) == ALL_SETTINGS


async def test_the_async_client_gets_every_value_back_too(async_jobs):
    created = await async_jobs.create(**ALL_SETTINGS)
    assert sent_back(ALL_SETTINGS, created) == ALL_SETTINGS
    assert sent_back(ALL_SETTINGS, await async_jobs.get(job_id(created))) == ALL_SETTINGS


def test_a_job_can_start_warm_from_an_earlier_model(jobs):
    sent = {
        "dataset": TRAIN,
        "warm_start_from": "accounts/acme/models/first-round",
        "azure_blob_storage_config": {"credentials_secret": "accounts/acme/secrets/blob"},
    }
    job = jobs.create(**sent)
    assert sent_back(sent, job) == sent
    assert job.base_model == ""


def test_bare_ids_are_told_in_full(jobs, account):
    job = jobs.create(dataset="train", evaluation_dataset="eval", base_model="mine", output_model="tuned")
    assert job.dataset == f"accounts/{account}/datasets/train"
    assert job.evaluation_dataset == f"accounts/{account}/datasets/eval"
    assert job.base_model == f"accounts/{account}/models/mine"
    assert job.output_model == f"accounts/{account}/models/tuned"


def test_snake_case_and_camel_case_bodies_make_the_same_job(client, jobs_path):
    def create(body):
        job = client.post(jobs_path, cast_to=SupervisedFineTuningJob, body=body)
        return job.base_model, job.learning_rate, job.lora_rank, job.wandb_config.run_id

    camel = {"dataset": "d", "baseModel": QWEN, "learningRate": 3e-5, "loraRank": 8, "wandbConfig": {"runId": "r"}}
    snake = {"dataset": "d", "base_model": QWEN, "learning_rate": 3e-5, "lora_rank": 8, "wandb_config": {"run_id": "r"}}
    mixed = {"dataset": "d", "base_model": QWEN, "learningRate": 3e-5, "lora_rank": 8, "wandbConfig": {"run_id": "r"}}
    assert create(camel) == create(snake) == create(mixed) == (QWEN, 3e-5, 8, "r")


def test_null_means_unset(client, jobs_path):
    body = {"dataset": "d", "displayName": None, "epochs": None, "wandbConfig": None, "baseModel": None}
    job = client.post(jobs_path, cast_to=SupervisedFineTuningJob, body=body)
    assert (job.display_name, job.epochs, job.wandb_config) == ("", 1, None)


def test_what_only_the_server_decides_cannot_be_sent(jobs):
    mine = "https://example.com/metrics.jsonl"
    forged = {"state": "JOB_STATE_COMPLETED", "createdBy": "mallory@example.com"}
    job = jobs.create(dataset=TRAIN, metrics_file_signed_url=mine, extra_body=forged)
    assert job.state == "JOB_STATE_CREATING"
    assert job.created_by != "mallory@example.com"
    assert job.metrics_file_signed_url not in ("", mine)


def test_a_job_read_back_is_the_job_that_was_created(jobs):
    created = jobs.create(dataset=TRAIN, base_model=QWEN, display_name="twice told")
    read = jobs.get(job_id(created))
    for field in ("name", "dataset", "base_model", "display_name", "output_model", "created_by", "epochs"):
        assert getattr(read, field) == getattr(created, field), field
    # The create answer has nanoseconds, a stored job has microseconds.
    assert abs(read.create_time - created.create_time) <= timedelta(microseconds=1)
