"""Clients of a running emulator. Every test gets an account of its own: an account is a sandbox."""

import openai
import pytest

pytest.register_assert_rewrite("emulator")

import emulator  # noqa: E402  (after the line that makes its assertions speak)


@pytest.fixture
def account():
    return emulator.fresh_account()


@pytest.fixture
def client(account):
    with emulator.sync_client(account) as client:
        yield client


@pytest.fixture
def http():
    with emulator.plain_client() as client:
        yield client


@pytest.fixture
def jobs(client):
    return client.supervised_fine_tuning_jobs


@pytest.fixture
def jobs_path(account):
    return f"/v1/accounts/{account}/supervisedFineTuningJobs"


@pytest.fixture
async def async_client(account):
    async with emulator.async_client(account) as client:
        yield client


@pytest.fixture
def async_jobs(async_client):
    return async_client.supervised_fine_tuning_jobs


@pytest.fixture
def openai_client(account):
    headers = {"x-fireworks-account-id": account}
    with openai.OpenAI(base_url=f"{emulator.BASE_URL}/inference/v1", api_key=emulator.API_KEY, default_headers=headers) as client:
        yield client
