"""A dataset as the SDK's users make one: created, uploaded in one call or at signed addresses, trained on."""

import pytest
from fireworks import ConflictError, NotFoundError

from emulator import fresh_id, get_at, in_state, job_id, put_at, refused, watch

ROW = b'{"messages": [{"role": "user", "content": "Hello there"}, {"role": "assistant", "content": "Hi!"}]}\n'
BAD = b'{"messages": [{"role": "user", "content": "x"}, {"role": "bananas", "content": "y"}]}\n'


@pytest.fixture
def datasets(client):
    return client.datasets


@pytest.fixture
def train(datasets):
    """The id of a new dataset without content."""
    dataset = datasets.create(dataset_id=fresh_id(), dataset={"example_count": "3", "user_uploaded": {}})
    assert (dataset.state, dataset.status.code, dataset.example_count) == ("UPLOADING", "OK", "3")
    return dataset.name.rsplit("/", 1)[1]


def test_an_uploaded_dataset_is_ready_at_once_and_trained_on(datasets, jobs, train, tmp_path):
    file = tmp_path / "train.jsonl"
    file.write_bytes(ROW * 10)
    uploaded = datasets.upload(train, file=file)
    assert (uploaded.bytes, uploaded.filename, uploaded.object, uploaded.purpose) == (
        len(ROW) * 10,
        "train.jsonl",
        "file",
        "dataset",
    )
    dataset = datasets.get(train)
    assert (dataset.state, dataset.estimated_token_count, dataset.average_turn_count) == ("READY", "120", 2)

    job = jobs.create(dataset=dataset.name, base_model="accounts/fireworks/models/qwen3-8b", epochs=2)
    assert (job.estimated_cost.units, job.estimated_cost.nanos) == ("0", 120_000)
    watch(lambda: jobs.get(job_id(job)), in_state("COMPLETED"))


def test_files_are_put_at_signed_addresses(datasets, train):
    files = {"a.jsonl": ROW * 3, "b.jsonl": ROW * 4}
    endpoint = datasets.get_upload_endpoint(train, filename_to_size={name: str(len(f)) for name, f in files.items()})
    for name, content in files.items():
        put_at(endpoint.filename_to_signed_urls[name], content)
    datasets.validate_upload(train, body={})
    assert datasets.get(train).state == "READY"

    download = datasets.get_download_endpoint(train)
    assert {name: get_at(url) for name, url in download.filename_to_signed_urls.items()} == files


def test_a_job_on_bad_rows_fails_in_the_services_words(datasets, jobs, train, tmp_path):
    file = tmp_path / "input2.jsonl"
    file.write_bytes(ROW + BAD + ROW)
    datasets.upload(train, file=file)
    job = job_id(jobs.create(dataset=train, base_model="accounts/fireworks/models/qwen3-8b"))
    failed = watch(lambda: jobs.get(job), in_state("FAILED", "COMPLETED"))[-1]
    assert (failed.state, failed.status.code) == ("JOB_STATE_FAILED", "INVALID_ARGUMENT")
    assert failed.status.message == (
        "Dataset has a syntax error: chat dataset validation failed on input2.jsonl:1: invalid role bananas in message 1,"
        " must be 'system', 'user', 'assistant' or 'tool'"
    )


def test_a_dataset_is_changed_listed_and_deleted(datasets, train):
    assert datasets.update(train, display_name="renamed").display_name == "renamed"
    assert datasets.get(train).example_count == "3"
    assert [dataset.display_name for dataset in datasets.list()] == ["renamed"]
    assert datasets.delete(train) == {}
    with refused(NotFoundError, code=5):
        datasets.get(train)


def test_a_taken_id_is_refused(datasets, train):
    with refused(ConflictError, code=6):
        datasets.create(dataset_id=train, dataset={"example_count": "3"})
