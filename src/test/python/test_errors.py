"""Every error class of the SDK that the server can produce, each with the API's one body shape.

UnprocessableEntityError (422) has no counterpart among the API's codes and cannot be reached.
"""

import httpx
import pytest
from fireworks import (
    AuthenticationError,
    BadRequestError,
    ConflictError,
    DefaultHttpxClient,
    InternalServerError,
    NotFoundError,
    Omit,
    RateLimitError,
)

from emulator import fresh_id, job_id, message_of, refused, sync_client


def test_a_job_without_a_dataset_is_a_bad_request(jobs, client, jobs_path):
    with refused(BadRequestError, code=3) as refusal:
        jobs.create(dataset="")
    assert "dataset" in message_of(refusal)
    with refused(BadRequestError, code=3):
        client.post(jobs_path, cast_to=object, body={})
    assert list(jobs.list()) == []


def test_an_unknown_field_is_a_bad_request_that_names_it(jobs):
    with refused(BadRequestError, code=3) as refusal:
        jobs.create(dataset="train", extra_body={"learningRates": 1})
    assert 'unknown field "learningRates"' in message_of(refusal)


@pytest.mark.parametrize("bad", ["Upper", "under_score", "-front", "back-", "x" * 64, "dot.ted"])
def test_an_id_that_breaks_the_rules_is_a_bad_request(jobs, bad):
    with refused(BadRequestError, code=3):
        jobs.create(dataset="train", supervised_fine_tuning_job_id=bad)


def test_a_negative_page_size_is_a_bad_request(jobs):
    with refused(BadRequestError, code=3):
        jobs.list(page_size=-1)


def test_half_an_epoch_is_a_bad_request(jobs):
    with refused(BadRequestError, code=3) as refusal:
        jobs.create(dataset="train", extra_body={"epochs": 3.5})
    assert "invalid value for int32 field epochs: 3.5" in message_of(refusal)


def test_a_foreign_page_token_is_a_bad_request(jobs):
    with refused(BadRequestError, code=3):
        jobs.list(page_token="not-ours")


def test_several_mistakes_are_reported_at_once(jobs):
    with refused(BadRequestError, code=3) as refusal:
        jobs.create(dataset="", epochs=-1)
    (detail,) = refusal.value.body["details"]
    assert detail["@type"] == "type.googleapis.com/google.rpc.BadRequest"
    assert {violation["field"] for violation in detail["fieldViolations"]} == {"dataset", "epochs"}


@pytest.mark.parametrize("credential", [Omit(), "Bearer", "Basic Zm9vOmJhcg=="], ids=["missing", "blank", "malformed"])
def test_a_request_without_a_usable_key_is_not_authenticated(account, credential):
    with sync_client(account, default_headers={"Authorization": credential}) as client:
        with refused(AuthenticationError, code=16) as refusal:
            client.supervised_fine_tuning_jobs.list()
    assert "www-authenticate" in refusal.value.response.headers


async def test_the_async_client_learns_the_same(async_client, async_jobs):
    with refused(AuthenticationError, code=16):
        await async_jobs.list(extra_headers={"Authorization": "Bearer"})
    with refused(NotFoundError, code=5):
        await async_jobs.get(fresh_id())
    with refused(BadRequestError, code=3):
        await async_jobs.create(dataset="")
    with refused(InternalServerError, code=12):
        await async_client.secrets.list()


def test_a_job_that_does_not_exist_is_not_found(jobs):
    for call in (jobs.get, jobs.delete):
        with refused(NotFoundError, code=5) as refusal:
            call(fresh_id())
        assert message_of(refusal) == "resource not found"


def test_a_route_that_does_not_exist_is_not_found(client):
    with refused(NotFoundError, code=5):
        client.get("/v1/nowhere", cast_to=object)


def test_a_taken_id_is_a_conflict_and_the_first_job_stays(jobs):
    taken = job_id(jobs.create(dataset="train", display_name="first"))
    with refused(ConflictError, code=6):
        jobs.create(dataset="train", display_name="second", supervised_fine_tuning_job_id=taken)
    assert jobs.get(taken).display_name == "first"


def test_the_sdk_left_to_itself_tries_a_conflict_three_times(jobs, account):
    taken = job_id(jobs.create(dataset="first"))
    answers = []
    counting = DefaultHttpxClient(event_hooks={"response": [lambda response: answers.append(response.status_code)]})
    with sync_client(account, max_retries=2, http_client=counting) as patient:
        with refused(ConflictError, code=6):
            patient.supervised_fine_tuning_jobs.create(dataset="again", supervised_fine_tuning_job_id=taken)
    assert answers == [409, 409, 409]


def test_an_operation_that_is_not_emulated_says_which_one_it_is(client):
    with refused(InternalServerError, code=12) as refusal:
        client.secrets.list()
    assert refusal.value.status_code == 501
    assert "secrets" in message_of(refusal).lower()


def test_a_body_beyond_the_limit_exhausts_a_resource(jobs):
    with refused(RateLimitError, code=8):
        jobs.create(dataset="train", jinja_template="x" * (17 * 1024 * 1024))


def test_every_answer_carries_a_request_id_of_its_own(client, jobs_path):
    ids = {client.get(jobs_path, cast_to=httpx.Response).headers["x-emulator-request-id"] for _ in range(2)}
    assert len(ids) == 2
    with pytest.raises(NotFoundError) as caught:
        client.get(f"{jobs_path}/{fresh_id()}", cast_to=object)
    assert caught.value.response.headers["x-emulator-request-id"]
