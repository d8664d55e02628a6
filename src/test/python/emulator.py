"""The emulator under test, and the few words the stories need to talk about it."""

import asyncio
import os
import time
import uuid
from contextlib import contextmanager

import pytest
from fireworks import AsyncFireworks, Fireworks

BASE_URL = os.environ.get("FIREWORKS_BASE_URL", "http://localhost:3473")
API_KEY = os.environ.get("FIREWORKS_API_KEY", "fw_test")

# The lifecycle preset the emulator was started with, and how long a job may take under it.
PRESET = os.environ.get("EMULATOR_LIFECYCLE_PRESET", "fast")
DEADLINE_SECONDS = {"instant": 10, "fast": 30, "realistic": 1800}[PRESET]
PAUSE_SECONDS = 0.1


def fresh_account():
    return f"t-{uuid.uuid4().hex[:8]}"


def fresh_id():
    return f"job-{uuid.uuid4().hex[:12]}"


def sync_client(account, **options):
    """A client that believes no answer that breaks the SDK's own types, and that tries once only."""
    return Fireworks(**_settings(account, options))


def async_client(account, **options):
    return AsyncFireworks(**_settings(account, options))


def _settings(account, options):
    defaults = {"base_url": BASE_URL, "api_key": API_KEY, "max_retries": 0, "_strict_response_validation": True}
    return {**defaults, "account_id": account, **options}


def job_id(job):
    return job.name.rsplit("/", 1)[1]


def watch(read, done):
    """Reads until done, and returns every answer on the way, the last one being the one that was waited for."""
    seen, deadline = [], time.monotonic() + DEADLINE_SECONDS
    while True:
        seen.append(read())
        if done(seen[-1]):
            return seen
        assert time.monotonic() < deadline, f"still waiting after {DEADLINE_SECONDS} s, last seen: {seen[-1]}"
        time.sleep(PAUSE_SECONDS)


async def watch_async(read, done):
    seen, deadline = [], time.monotonic() + DEADLINE_SECONDS
    while True:
        seen.append(await read())
        if done(seen[-1]):
            return seen
        assert time.monotonic() < deadline, f"still waiting after {DEADLINE_SECONDS} s, last seen: {seen[-1]}"
        await asyncio.sleep(PAUSE_SECONDS)


def in_state(*states):
    return lambda job: job.state in {f"JOB_STATE_{state}" for state in states}


@contextmanager
def refused(error, code):
    """The call inside is refused: the SDK raises this error, and its body has the API's one error shape."""
    with pytest.raises(error) as caught:
        yield caught
    body = caught.value.body
    assert isinstance(body, dict), f"not the API's error shape: {body!r}"
    assert set(body) == {"code", "message", "details"}
    assert body["code"] == code
    assert isinstance(body["message"], str)
    assert isinstance(body["details"], list)
    assert caught.value.response.headers["content-type"].startswith("application/json")


def message_of(refusal):
    return refusal.value.body["message"]
