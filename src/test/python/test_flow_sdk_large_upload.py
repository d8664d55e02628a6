"""The SDK's helper for datasets too large for one request: all files at once, and only to addresses with https."""

from functools import partial

import httpx
import pytest
from fireworks.lib import dataset_upload

from emulator import TlsProxy, chat_rows, fresh_id, sync_client


@pytest.fixture
def shards(tmp_path):
    for name, number in [("part-0.jsonl", 3), ("part-1.jsonl", 4)]:
        (tmp_path / name).write_bytes(chat_rows(number))
    return tmp_path


def test_a_directory_of_shards_becomes_one_dataset(account, shards, monkeypatch):
    http_client = httpx.Client(transport=TlsProxy())
    with sync_client(account, base_url=TlsProxy.BASE_URL, http_client=http_client) as client:
        # The helper puts the files with a client of its own, which has no key.
        monkeypatch.setattr(httpx, "Client", partial(httpx.Client, transport=TlsProxy()))
        train = fresh_id()
        count = str(dataset_upload.count_dataset_examples(str(shards)))
        client.datasets.create(dataset_id=train, dataset={"user_uploaded": {}, "example_count": count})

        dataset_upload.upload_dataset_shards(client, train, str(shards))

        assert (count, client.datasets.get(train).state) == ("7", "READY")
        urls = client.datasets.get_download_endpoint(train).filename_to_signed_urls
        with httpx.Client() as storage:
            stored = {name: storage.get(url).content for name, url in urls.items()}
        assert stored == {file.name: file.read_bytes() for file in shards.iterdir()}


def test_without_https_the_helper_sends_nothing(client, shards):
    train = fresh_id()
    client.datasets.create(dataset_id=train, dataset={"user_uploaded": {}, "example_count": "7"})
    with pytest.raises(dataset_upload.DatasetUploadError, match="non-https upload URLs"):
        dataset_upload.upload_dataset_shards(client, train, str(shards))
