"""Keys that are listed: only for an emulator that was started with a list of keys.

FIREWORKS_LISTED_KEYS=1 says so; FIREWORKS_API_KEY and FIREWORKS_ACCOUNT_ID are then one listed key and its account.
"""

import os

import pytest
from fireworks import PermissionDeniedError

from emulator import fresh_account, refused, sync_client

pytestmark = pytest.mark.skipif(
    os.environ.get("FIREWORKS_LISTED_KEYS") != "1",
    reason="the emulator accepts any key; FIREWORKS_LISTED_KEYS=1 says that it was started with a list of them",
)


def test_a_listed_key_works_on_its_own_account():
    with sync_client(os.environ["FIREWORKS_ACCOUNT_ID"]) as client:
        assert client.supervised_fine_tuning_jobs.create(dataset="train").dataset.endswith("/datasets/train")


def test_a_listed_key_has_no_permission_on_a_foreign_account():
    with sync_client(fresh_account()) as client, refused(PermissionDeniedError, code=7):
        client.supervised_fine_tuning_jobs.list()


def test_a_key_that_is_not_listed_is_turned_away_at_the_edge():
    with sync_client(os.environ["FIREWORKS_ACCOUNT_ID"], api_key="fw_unknown") as client:
        with pytest.raises(PermissionDeniedError) as caught:
            client.supervised_fine_tuning_jobs.list()
    assert caught.value.body["error"] == {
        "message": "The API key you provided is invalid.",
        "param": None,
        "code": "UNAUTHORIZED",
        "type": "error",
    }
    assert caught.value.body["request_id"]
