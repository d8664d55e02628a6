"""The SDK's README and its examples/sftj_workflow.py, call by call: what most people run first is copied from there."""

import pytest
from fireworks import ConflictError

from emulator import chat_rows, in_state, job_id, put_at, watch

QWEN = "accounts/fireworks/models/qwen3-30b-a3b-instruct-2507"
SETTINGS = {
    "display_name": "My Supervised Fine-Tuning Job",
    "learning_rate": 1e-5,
    "learning_rate_warmup_steps": 200,
    "epochs": 1,
    "lora_rank": 16,
    "gradient_accumulation_steps": 2,
    "batch_size": 16384,
    "max_context_length": 16384,
}


@pytest.fixture
def datasets(client):
    return client.datasets


@pytest.fixture
def train(tmp_path):
    file = tmp_path / "train.jsonl"
    file.write_bytes(chat_rows(20))
    return file


@pytest.fixture
def evaluation(tmp_path):
    file = tmp_path / "evaluation.jsonl"
    file.write_bytes(chat_rows(5))
    return file


def create_and_upload(datasets, dataset_id, file):
    """The example's way: numbers as numbers, a signed address, and a dataset that is there is taken as it is."""
    content = file.read_bytes()
    try:
        dataset = datasets.create(dataset_id=dataset_id, dataset={"exampleCount": content.count(b"\n")})
    except ConflictError:
        return datasets.get(dataset_id=dataset_id)
    endpoint = datasets.get_upload_endpoint(dataset_id=dataset_id, filename_to_size={file.name: len(content)})
    put_at(endpoint.filename_to_signed_urls[file.name], content)
    datasets.validate_upload(dataset_id=dataset_id, body={})
    return dataset


def test_the_readme_uploads_a_file_in_one_call(datasets, train):
    count = sum(1 for line in train.read_text().splitlines() if line.strip())
    datasets.create(dataset_id="my-dataset", dataset={"exampleCount": str(count)})
    datasets.upload(dataset_id="my-dataset", file=train)
    dataset = watch(lambda: datasets.get(dataset_id="my-dataset"), lambda dataset: dataset.state != "UPLOADING")[-1]
    assert (dataset.state, dataset.example_count) == ("READY", "20")


def test_the_example_tunes_on_one_file_and_evaluates_on_another(datasets, jobs, train, evaluation):
    train_dataset = create_and_upload(datasets, "train-dataset", train)
    evaluation_dataset = create_and_upload(datasets, "evaluation-dataset", evaluation)
    sftj = jobs.create(
        dataset=train_dataset.name, evaluation_dataset=evaluation_dataset.name, base_model=QWEN, **SETTINGS
    )
    assert {name: getattr(sftj, name) for name in SETTINGS} == SETTINGS
    watch(lambda: jobs.get(job_id(sftj)), in_state("COMPLETED"))


def test_the_example_run_again_finds_its_datasets_there(datasets, train):
    first = create_and_upload(datasets, "train-dataset", train)
    second = create_and_upload(datasets, "train-dataset", train)
    assert (second.name, second.state, second.example_count) == (first.name, "READY", "20")
