"""Accounts and the key check, as clients use them to learn who they are."""

import httpx
from fireworks import AuthenticationError

from emulator import API_KEY, BASE_URL, fresh_account, refused


def test_an_account_comes_into_being_on_first_use(client, jobs, account):
    jobs.create(dataset="train")
    answer = client.accounts.get()
    assert answer.name == f"accounts/{account}"
    assert answer.state == "READY"
    assert answer.suspend_state == "UNSUSPENDED"
    assert answer.status.code == "OK"
    assert "@" in answer.email


async def test_the_async_client_reads_an_account(async_client, account):
    assert (await async_client.accounts.get()).name == f"accounts/{account}"


def test_a_key_learns_its_account_from_the_list_of_accounts(client):
    accounts = client.accounts.list(page_size=2).accounts
    assert accounts
    assert all(account.name.startswith("accounts/") for account in accounts)


def test_listing_accounts_needs_a_key(client):
    with refused(AuthenticationError, code=16):
        client.accounts.list(extra_headers={"Authorization": "Bearer"})


def test_a_valid_key_is_verified_by_two_headers_and_an_empty_body(client):
    answer = client.get("/verifyApiKey", cast_to=httpx.Response)
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer.headers["x-fireworks-account-id"]
    assert "@" in answer.headers["x-fireworks-developer-email"]


def test_no_key_is_not_verified():
    assert httpx.get(f"{BASE_URL}/verifyApiKey").status_code == 401


def test_the_training_sdks_key_header_is_as_good():
    url = f"{BASE_URL}/v1/accounts/{fresh_account()}/supervisedFineTuningJobs"
    assert httpx.get(url, headers={"X-Api-Key": API_KEY}).status_code == 200
