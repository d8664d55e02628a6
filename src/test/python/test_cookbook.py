"""What the README's cookbook shows is cut from here, between the tags, so that it is what has been run."""

import emulator
import httpx
import pytest
from world import World


@pytest.fixture
def url():
    return emulator.BASE_URL


@pytest.fixture
def world(url):
    world = World(url)
    world.control("POST", "/clock:freeze")
    return world


def test_my_job_should_fail(world):
    # tag::fail[]
    world.control("PUT", "/resources/supervisedFineTuningJobs/doomed/plan", plan={
        "stages": [{"state": "RUNNING", "lasts": "600s"},
                   {"state": "FAILED", "code": "RESOURCE_EXHAUSTED", "message": "no capacity"}],
        "reaches": 60,
    })
    world.create("doomed")
    world.control("POST", "/resources/supervisedFineTuningJobs/doomed:wait", advance=True)
    job = world.get("doomed")
    assert (job.state, job.job_progress.percent) == ("JOB_STATE_FAILED", 60)
    # end::fail[]


def test_let_six_hours_pass(world):
    # tag::time[]
    world.control("POST", "/clock:freeze")
    world.create("long")
    moved = world.control("POST", "/clock:advance", by="PT6H")
    assert moved["transitions"][-1]["toState"] == "JOB_STATE_COMPLETED"  # what happened on the way, and when
    # end::time[]


def test_twice_429_then_fine(world):
    # tag::retry[]
    world.control("POST", "/faults?faultId=busy", match={"operation": "GetSupervisedFineTuningJob"}, when={"first": 2},
                  error={"preset": "RATE_LIMITED", "retryAfter": "1s"})
    world.create("busy")
    assert world.get("busy").state == "JOB_STATE_CREATING"  # the SDK has tried three times
    assert world.control("GET", "/faults/busy")["fired"] == "2"
    # end::retry[]


def test_i_polled_politely(world):
    # tag::polite[]
    world.create("watched")
    while world.get("watched").state != "JOB_STATE_COMPLETED":
        world.control("POST", "/clock:advance", by="2s")  # instead of a sleep
    audit = world.control("POST", "/resources/supervisedFineTuningJobs/watched:audit", minInterval="1s", maxPolls=10, maxPollsAfterEnd=0,
                          retryAfterRespected=True)
    assert audit["verdict"] == "PASS", audit["violations"]
    count = world.control("POST", "/requests:verify", exactly=1,
                          match={"operation": "CreateSupervisedFineTuningJob", "status": "200"})
    assert count["verdict"] == "PASS", count["message"]
    # end::polite[]


def test_parallel_tests_on_one_emulator(url):
    # tag::parallel[]
    mine, other = World(url), World(url)  # an account of its own is all the isolation that a test needs
    mine.control("PUT", "/defaultPlan", use="fails-at-99-percent")
    other.create("job")
    other.control("POST", "/resources/supervisedFineTuningJobs/job:wait", advance=True)
    assert other.get("job").state == "JOB_STATE_COMPLETED"
    mine.control("POST", ":reset")  # the other one's world is untouched
    # end::parallel[]
    assert other.get("job").state == "JOB_STATE_COMPLETED"


def test_start_from_a_snapshot(world, url):
    # tag::snapshot[]
    world.create("trained")
    world.control("POST", "/resources/supervisedFineTuningJobs/trained:wait", advance=True)
    archive = world.control("POST", ":snapshot")

    copy = World(url)
    httpx.post(f"{url}/_emulator/v1/accounts/{copy.account}:restore", content=archive,
               headers={"content-type": "application/zip"}).raise_for_status()
    assert copy.client.models.get("trained").state == "READY"
    # end::snapshot[]


# tag::whole[]
def test_my_client_survives_a_broken_network_and_notices_that_its_job_has_failed():
    world = World()
    world.control("POST", "/clock:freeze")
    world.control("PUT", "/defaultPlan", use="fails-at-99-percent")
    world.control("POST", "/faults", match={"operation": "GetSupervisedFineTuningJob"}, when={"first": 2},
                  breakage="CONNECTION_RESET")

    # Here your client goes to work. The SDK tries again by itself.
    world.create("mine")
    assert world.get("mine").state == "JOB_STATE_CREATING"
    world.control("POST", "/clock:advance", by="3s")
    assert world.get("mine").state == "JOB_STATE_RUNNING"
    world.control("POST", "/resources/supervisedFineTuningJobs/mine:wait", state="FAILED", advance=True)
    assert world.get("mine").state == "JOB_STATE_FAILED"

    count = world.control("POST", "/requests:verify", match={"operation": "GetSupervisedFineTuningJob"}, exactly=5)
    assert count["verdict"] == "PASS", count["message"]


# end::whole[]
