"""What the official SDK makes of faults: it tries 408, 409, 429, 5xx and lost connections twice more, and tells of the rest."""

import time

import pytest
from fireworks import APIConnectionError, APIStatusError, APITimeoutError, InternalServerError, RateLimitError

from emulator import job_id, ok, plain_client, sync_client


class Faults:
    """The faults of one account, through the emulator's own addresses."""

    def __init__(self, http, account):
        self._http, self._path = http, f"/_emulator/v1/accounts/{account}/faults"

    def add(self, **fault):
        return ok(self._http.post(self._path, json=fault))["name"]

    def fired(self, name):
        return int(ok(self._http.get(f"/_emulator/v1/{name}"))["fired"])


LIST = {"operation": "ListSupervisedFineTuningJobs"}
GET = {"operation": "GetSupervisedFineTuningJob"}


@pytest.fixture
def faults(account):
    with plain_client() as http:
        yield Faults(http, account)


@pytest.fixture
def patient_jobs(account):
    """The SDK as its users have it: it tries three times."""
    with sync_client(account, max_retries=2) as client:
        yield client.supervised_fine_tuning_jobs


@pytest.mark.parametrize(
    "preset", ["RATE_LIMITED_WITHOUT_RETRY_AFTER", "CONFLICT", "INTERNAL", "UNAVAILABLE", "DEADLINE_EXCEEDED"]
)
def test_two_refusals_and_then_an_answer_are_an_answer(patient_jobs, faults, preset):
    fault = faults.add(match=LIST, when={"first": 2}, error={"preset": preset})
    assert list(patient_jobs.list()) == []
    assert faults.fired(fault) == 2


def test_the_third_refusal_reaches_the_user(patient_jobs, faults):
    fault = faults.add(match=LIST, error={"preset": "QUOTA_EXCEEDED", "retryAfter": "0.01s"})
    with pytest.raises(RateLimitError) as caught:
        patient_jobs.list()
    assert faults.fired(fault) == 3
    assert caught.value.body["code"] == 8
    assert "Tier 2 account" in caught.value.body["message"]
    assert caught.value.response.headers["x-emulator-fault"] == fault


@pytest.mark.parametrize("wait", ["1s", "1.5s"])
def test_the_wait_that_is_asked_for_is_kept(patient_jobs, faults, wait):
    faults.add(match=LIST, when={"first": 1}, error={"preset": "RATE_LIMITED", "retryAfter": wait})
    start = time.monotonic()
    assert list(patient_jobs.list()) == []
    assert time.monotonic() - start >= float(wait.removesuffix("s"))


@pytest.mark.parametrize(
    "preset, status", [("TIER_REQUIRED", 403), ("PAYMENT_REQUIRED", 400), ("ACCOUNT_SUSPENDED", 412)]
)
def test_what_will_not_get_better_is_tried_once(patient_jobs, faults, preset, status):
    fault = faults.add(match=LIST, error={"preset": preset})
    with pytest.raises(APIStatusError) as caught:
        patient_jobs.list()
    assert caught.value.status_code == status
    assert faults.fired(fault) == 1


@pytest.mark.parametrize("breakage", ["CONNECTION_RESET", "EMPTY_ANSWER", "LOST_ANSWER"])
def test_a_lost_connection_is_tried_again(patient_jobs, faults, breakage):
    fault = faults.add(match=LIST, when={"first": 2}, breakage=breakage)
    assert list(patient_jobs.list()) == []
    assert faults.fired(fault) == 2


def test_a_connection_that_stays_lost_is_an_error(jobs, faults):
    faults.add(match=LIST, breakage="CONNECTION_RESET")
    with pytest.raises(APIConnectionError):
        jobs.list()


def test_a_create_whose_answer_is_lost_is_made_twice_by_who_tries_again(patient_jobs, faults):
    faults.add(match={"operation": "CreateSupervisedFineTuningJob"}, when={"first": 1}, breakage="LOST_ANSWER")
    patient_jobs.create(dataset="train")
    assert len(list(patient_jobs.list())) == 2


def test_half_a_body_is_a_lost_connection(patient_jobs, faults):
    job = patient_jobs.create(dataset="train")
    fault = faults.add(match=GET, breakage="HALF_BODY")
    with pytest.raises(APIConnectionError):
        patient_jobs.get(job_id(job))
    assert faults.fired(fault) == 3


def test_garbage_gets_through_to_the_user_as_no_error_of_the_sdks(jobs, faults):
    job = jobs.create(dataset="train")
    faults.add(match=GET, breakage="GARBAGE")
    with pytest.raises(ValueError):
        jobs.get(job_id(job))


def test_an_answer_that_says_it_is_html_is_read_all_the_same(jobs, faults):
    job = jobs.create(dataset="train")
    fault = faults.add(match=LIST, breakage="WRONG_CONTENT_TYPE")
    assert [listed.name for listed in jobs.list()] == [job.name]
    assert faults.fired(fault) == 1


def test_who_waits_less_than_the_delay_times_out(account, faults):
    faults.add(match=LIST, delay={"fixed": "1s"})
    with sync_client(account, timeout=0.2) as hasty:
        with pytest.raises(APITimeoutError):
            hasty.supervised_fine_tuning_jobs.list()


def test_a_slow_body_is_read_to_its_end(jobs, faults):
    jobs.create(dataset="train")
    faults.add(match=LIST, drip={"over": "0.3s", "chunks": 4})
    assert len(list(jobs.list())) == 1


def test_a_walk_over_pages_ends_for_good_at_one_without_items(jobs, faults):
    names = {jobs.create(dataset="train").name for _ in range(3)}
    faults.add(match=LIST, when={"nth": 2}, breakage="DROPPED_PAGE")
    walked = [job.name for job in jobs.list(page_size=1)]
    assert len(walked) == 1
    assert set(walked) < names


def test_a_walk_over_pages_sees_what_comes_twice_twice(jobs, faults):
    names = [jobs.create(dataset="train").name for _ in range(3)]
    faults.add(match=LIST, when={"nth": 3}, breakage="DUPLICATED_PAGE")
    walked = [job.name for job in jobs.list(page_size=1)]
    assert len(walked) == 4
    assert set(walked) == set(names)


def test_a_request_may_bring_its_own_fault(jobs):
    with pytest.raises(InternalServerError):
        jobs.list(extra_headers={"X-Emulator-Fault": "internal"})
    assert list(jobs.list()) == []
