"""Anthropic's SDK with the endpoint for its messages."""

import anthropic
import conversations as talk
import pytest
from emulator import BASE_URL

TOOL = {"name": "get_weather", "description": talk.WEATHER["description"], "input_schema": talk.PARAMETERS}


@pytest.fixture
def client(key):
    with anthropic.Anthropic(base_url=f"{BASE_URL}/inference", api_key=key) as client:
        yield client


def send(client, text=talk.GREETING, model=talk.MODEL, **options):
    return client.messages.create(model=model, max_tokens=100, messages=talk.user(text), **options)


def check(message):
    assert [(block.type, block.text) for block in message.content] == [("text", talk.HELLO)]
    assert (message.role, message.stop_reason, message.type) == ("assistant", "end_turn", "message")
    assert message.usage.output_tokens == 7
    assert message.usage.input_tokens + (message.usage.cache_read_input_tokens or 0) in (11, 15)


def test_messages(client, greeting):
    check(send(client))


def test_the_key_as_a_bearer_token(key, greeting):
    with anthropic.Anthropic(base_url=f"{BASE_URL}/inference", auth_token=key, api_key=None) as client:
        check(send(client))


async def test_asynchronous_messages(key, greeting):
    async with anthropic.AsyncAnthropic(base_url=f"{BASE_URL}/inference", api_key=key) as client:
        check(await send(client))


def test_the_stream_ends_with_the_same_message(client, greeting):
    with client.messages.stream(model=talk.MODEL, max_tokens=100, messages=talk.user(talk.GREETING)) as stream:
        assert "".join(stream.text_stream) == talk.HELLO
        check(stream.get_final_message())


def test_a_tool_loop(client, weather):
    first = send(client, talk.QUESTION, tools=[TOOL])
    (use,) = [block for block in first.content if block.type == "tool_use"]
    assert (first.stop_reason, use.name, use.input) == ("tool_use", "get_weather", {"city": "Paris"})
    result = {"type": "tool_result", "tool_use_id": use.id, "content": talk.FORECAST}
    messages = [
        *talk.user(talk.QUESTION),
        {"role": "assistant", "content": first.content},
        {"role": "user", "content": [result]},
    ]
    second = client.messages.create(model=talk.MODEL, max_tokens=100, messages=messages, tools=[TOOL])
    assert (second.content[0].text, second.stop_reason) == (talk.ANSWER, "end_turn")


def test_the_stream_of_a_tool_call_ends_with_the_same_call(client, weather):
    options = {"model": talk.MODEL, "max_tokens": 100, "messages": talk.user(talk.QUESTION), "tools": [TOOL]}
    with client.messages.stream(**options) as stream:
        message = stream.get_final_message()
    (use,) = [block for block in message.content if block.type == "tool_use"]
    assert (message.stop_reason, use.name, use.input) == ("tool_use", "get_weather", {"city": "Paris"})


def test_errors(client, greeting, rate_limit, sleeping):
    once = client.with_options(max_retries=0)
    with pytest.raises(anthropic.NotFoundError) as missing:
        send(client, model=talk.UNKNOWN_MODEL)
    assert missing.value.body["error"]["type"] == "not_found_error"
    with pytest.raises(anthropic.BadRequestError, match="temperature"):
        send(client, extra_body={"temperature": 5})
    with pytest.raises(anthropic.InternalServerError, match=talk.SCALED_TO_ZERO) as scaled:
        send(once, model=sleeping)
    assert scaled.value.status_code == 503
    refused = rate_limit(times=3)
    with pytest.raises(anthropic.RateLimitError, match=talk.RATE_LIMIT):
        send(once)
    check(send(client))
    assert refused() == 3
