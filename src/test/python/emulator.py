"""The emulator under test, and the few words the stories need to talk about it."""

import asyncio
import json
import os
import time
import uuid
from contextlib import contextmanager

import httpx
import pytest
from fireworks import AsyncFireworks, Fireworks

BASE_URL = os.environ.get("FIREWORKS_BASE_URL", "http://localhost:3473")
API_KEY = os.environ.get("FIREWORKS_API_KEY", "fw_test")

# The lifecycle preset the emulator was started with, and how long a job may take under it.
PRESET = os.environ.get("EMULATOR_LIFECYCLE_PRESET", "fast")
DEADLINE_SECONDS = {"instant": 10, "fast": 30, "realistic": 1800}[PRESET]
PAUSE_SECONDS = 0.1
TIMEOUT_SECONDS = 60


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


def plain_client(base_url=BASE_URL, headers=None, **options):
    """For those who do without the SDK: the address, the key, and what headers they add."""
    headers = {"Authorization": f"Bearer {API_KEY}", **(headers or {})}
    return httpx.Client(base_url=base_url, headers=headers, timeout=TIMEOUT_SECONDS, **options)


class TlsProxy(httpx.HTTPTransport):
    """Stands for a proxy before the emulator that ends TLS: its clients see https, and the emulator hears of it."""

    BASE_URL = BASE_URL.replace("http:", "https:")

    def handle_request(self, request):
        assert request.url.scheme == "https", f"{request.url} is not where the proxy listens"
        request.url = request.url.copy_with(scheme="http")
        request.headers["X-Forwarded-Proto"] = "https"
        request.headers["X-Forwarded-Host"] = request.headers["Host"]
        return super().handle_request(request)


def ok(response):
    """What a plain call answers that goes well, which is always 200."""
    request = response.request
    assert response.status_code == 200, f"{request.method} {request.url}: {response.status_code} {response.text}"
    return response.json()


def refusal_of(response, status, code):
    """The message of a plain call that is refused, in the API's one error shape."""
    assert response.status_code == status, response.text
    body = response.json()
    assert set(body) == {"code", "message", "details"}
    assert body["code"] == code
    return body["message"]


def put_at(url, content):
    """Puts a file at its signed address, with the headers that were signed and without a key, as every client does."""
    size = len(content)
    headers = {"Content-Type": "application/octet-stream", "x-goog-content-length-range": f"{size},{size}"}
    response = httpx.put(url, content=content, headers=headers, timeout=TIMEOUT_SECONDS)
    assert response.status_code == 200, response.text


def get_at(url):
    """The file at a signed address, which needs no key either."""
    response = httpx.get(url, timeout=TIMEOUT_SECONDS)
    assert response.status_code == 200, response.text
    return response.content


def chat_rows(number):
    """A file of so many rows to train on, no two of them the same."""
    rows = (
        [{"role": "user", "content": f"What is {n} + 1?"}, {"role": "assistant", "content": str(n + 1)}]
        for n in range(number)
    )
    return "".join(json.dumps({"messages": messages}) + "\n" for messages in rows).encode()


def json_lines(text):
    return [json.loads(line) for line in text.splitlines()]


def id_of(resource):
    return resource.name.rsplit("/", 1)[1]


def job_id(job):
    return id_of(job)


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
