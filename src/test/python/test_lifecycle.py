"""A job's life as a polling client sees it: to completion, cancelled, deleted, resumed."""

import pytest
from fireworks import BadRequestError, NotFoundError

from emulator import PRESET, fresh_id, in_state, job_id, refused, watch, watch_async

ROAD_TO_COMPLETION = [
    f"JOB_STATE_{state}" for state in ("PENDING", "VALIDATING", "CREATING", "RUNNING", "WRITING_RESULTS", "COMPLETED")
]
ENDED = in_state("COMPLETED", "FAILED", "CANCELLED", "EXPIRED", "EARLY_STOPPED")

while_it_runs = pytest.mark.skipif(PRESET == "instant", reason="an instant job has ended before it can be cancelled")


def check_the_way_to_completion(seen):
    stages = [ROAD_TO_COMPLETION.index(job.state) for job in seen]
    assert stages == sorted(stages), [job.state for job in seen]
    percents = [job.job_progress.percent for job in seen if job.job_progress]
    assert percents == sorted(percents)
    assert all(job.completed_time is None for job in seen[:-1])

    end = seen[-1]
    assert end.state == "JOB_STATE_COMPLETED"
    assert (end.status.code, end.status.message) == ("OK", "")
    assert end.job_progress.percent == 100
    assert end.create_time <= end.completed_time <= end.update_time


def test_a_job_is_polled_to_completion(jobs):
    job = job_id(jobs.create(dataset="train", epochs=3))
    check_the_way_to_completion(watch(lambda: jobs.get(job), ENDED))


async def test_a_job_is_polled_to_completion_by_the_async_client(async_jobs):
    job = job_id(await async_jobs.create(dataset="train"))
    check_the_way_to_completion(await watch_async(lambda: async_jobs.get(job), ENDED))


def lasting(job):
    """All but signed addresses, which tell the second in which they were signed."""
    return {name: value for name, value in job.model_dump().items() if "X-Goog-Signature=" not in str(value)}


def test_a_completed_job_stays_as_it_is(jobs):
    job = job_id(jobs.create(dataset="train"))
    completed = watch(lambda: jobs.get(job), in_state("COMPLETED"))[-1]
    with refused(BadRequestError, code=9):
        jobs.cancel(job, body={})
    assert lasting(jobs.get(job)) == lasting(completed)


def test_a_deleted_job_is_gone_in_the_end(jobs, account):
    job = job_id(jobs.create(dataset="train"))
    assert jobs.delete(job) == {}

    def read():
        try:
            return jobs.get(job).state
        except NotFoundError as gone:
            return gone

    *leaving, gone = watch(read, lambda seen: isinstance(seen, NotFoundError))
    assert set(leaving) <= {"JOB_STATE_DELETING", "JOB_STATE_DELETING_CLEANING_UP"}
    assert gone.body == {"code": 5, "message": "resource not found", "details": []}
    assert list(jobs.list()) == []
    with refused(NotFoundError, code=5):
        jobs.delete(job)


async def test_a_deleted_job_is_gone_for_the_async_client_too(async_jobs):
    job = job_id(await async_jobs.create(dataset="train"))
    assert await async_jobs.delete(job) == {}

    async def is_gone():
        try:
            await async_jobs.get(job)
            return False
        except NotFoundError:
            return True

    await watch_async(is_gone, bool)


@while_it_runs
def test_a_cancelled_job_ends_cancelled_and_stays(jobs):
    job = job_id(jobs.create(dataset="train"))
    assert jobs.cancel(job, body={}) == {}

    seen = watch(lambda: jobs.get(job), ENDED)
    assert {answer.state for answer in seen} <= {"JOB_STATE_CANCELLING", "JOB_STATE_CANCELLED"}
    assert seen[-1].state == "JOB_STATE_CANCELLED"
    assert seen[-1].status.code == "OK"
    with refused(BadRequestError, code=9):
        jobs.cancel(job, body={})


@while_it_runs
def test_a_running_job_can_be_cancelled_and_keeps_its_progress(jobs):
    job = job_id(jobs.create(dataset="train"))
    watch(lambda: jobs.get(job), in_state("RUNNING"))
    jobs.cancel(job, body={})
    cancelled = watch(lambda: jobs.get(job), ENDED)[-1]
    assert cancelled.state == "JOB_STATE_CANCELLED"
    assert cancelled.job_progress.percent < 100


@while_it_runs
async def test_the_async_client_cancels_too(async_jobs):
    job = job_id(await async_jobs.create(dataset="train"))
    assert await async_jobs.cancel(job, body={}) == {}
    seen = await watch_async(lambda: async_jobs.get(job), ENDED)
    assert seen[-1].state == "JOB_STATE_CANCELLED"


def test_resuming_a_job_that_is_not_paused_is_refused(jobs):
    job = job_id(jobs.create(dataset="train"))
    with refused(BadRequestError, code=9):
        jobs.resume(job, body={})


@pytest.mark.parametrize("verb", ["resume", "cancel"])
def test_verbs_on_a_job_that_does_not_exist_find_nothing(jobs, verb):
    with refused(NotFoundError, code=5):
        getattr(jobs, verb)(fresh_id(), body={})
