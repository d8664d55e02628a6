"""The official SDK: chat, completions and messages, synchronous, asynchronous and streamed."""

import json

import conversations as talk
import pytest
from conversations import chat
from emulator import BASE_URL
from fireworks import AsyncFireworks, BadRequestError, Fireworks, InternalServerError, NotFoundError, RateLimitError


@pytest.fixture
def client(key):
    with Fireworks(base_url=BASE_URL, api_key=key, max_retries=2, _strict_response_validation=True) as client:
        yield client


@pytest.fixture
async def async_client(key):
    async with AsyncFireworks(base_url=BASE_URL, api_key=key, _strict_response_validation=True) as client:
        yield client


def check(answer):
    talk.check(answer)
    assert answer.model == talk.MODEL


def test_chat(client, greeting):
    check(chat(client))


async def test_asynchronous_chat(async_client, greeting):
    check(await chat(async_client))


def test_the_stream_of_a_chat_has_the_same_content(client, greeting):
    # The SDK has no parameter for this field.
    *chunks, last = chat(client, stream=True, extra_body={"stream_options": {"include_usage": True}})
    assert "".join(getattr(chunk.choices[0].delta, "content", None) or "" for chunk in chunks) == talk.HELLO
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices[0].finish_reason] == ["stop"]
    assert (last.choices, last.usage.prompt_tokens, last.usage.completion_tokens) == ([], 11, 7)


async def test_the_asynchronous_stream_of_a_chat_has_the_same_content(async_client, greeting):
    chunks = [chunk async for chunk in await chat(async_client, stream=True)]
    assert "".join(getattr(chunk.choices[0].delta, "content", None) or "" for chunk in chunks) == talk.HELLO
    assert chunks[-1].choices[0].finish_reason == "stop"


@pytest.mark.parametrize("stream", [False, True])
def test_a_tool_call(client, weather, stream):
    answer = chat(client, talk.QUESTION, tools=[talk.TOOL], stream=stream)
    if stream:
        choices = [chunk.choices[0] for chunk in answer]
        calls = [call for choice in choices for call in getattr(choice.delta, "tool_calls", None) or []]
        assert choices[-1].finish_reason == "tool_calls"
    else:
        calls = answer.choices[0].message.tool_calls
        assert answer.choices[0].finish_reason == "tool_calls"
    assert (calls[0].function.name, calls[0].id[:5]) == ("get_weather", "call_")
    assert json.loads("".join(call.function.arguments or "" for call in calls)) == {"city": "Paris"}


def test_completions(client, script):
    script(match={"operation": "COMPLETION"}, reply={"content": " time, there was a test.", "usage": talk.USAGE})
    answer = client.completions.create(model=talk.MODEL, prompt="Once upon a")
    assert (answer.choices[0].text, answer.choices[0].finish_reason) == (" time, there was a test.", "stop")
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (11, 7)
    stream = client.completions.create(model=talk.MODEL, prompt="Once upon a", stream=True)
    assert "".join(chunk.choices[0].text for chunk in stream) == answer.choices[0].text


def test_messages(client, greeting):
    answer = client.messages.create(model=talk.MODEL, max_tokens=100, messages=talk.user(talk.GREETING))
    assert [block.text for block in answer.content] == [talk.HELLO]
    assert (answer.stop_reason, answer.role) == ("end_turn", "assistant")


def test_errors(client, greeting, rate_limit, sleeping):
    with pytest.raises(NotFoundError, match=talk.NOT_FOUND):
        chat(client, model=talk.UNKNOWN_MODEL)
    with pytest.raises(BadRequestError, match="temperature"):
        chat(client, temperature=5)
    with pytest.raises(InternalServerError, match=talk.SCALED_TO_ZERO) as scaled:
        chat(client.with_options(max_retries=0), model=sleeping)
    assert scaled.value.status_code == 503
    refused = rate_limit(times=3)
    with pytest.raises(RateLimitError, match=talk.RATE_LIMIT):
        chat(client.with_options(max_retries=0))
    check(chat(client))
    assert refused() == 3
