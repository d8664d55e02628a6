"""Models that answer messages: the official SDK and Anthropic's, with and without streams."""

import anthropic
import pytest

from emulator import API_KEY, BASE_URL

MODEL = "accounts/fireworks/models/gpt-oss-120b"
MESSAGES = [{"role": "user", "content": "Hello"}]
OPTIONS = {"model": MODEL, "max_tokens": 300, "messages": MESSAGES}
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": False}
TOOL = {"name": "weather", "description": "Returns the weather", "input_schema": SCHEMA}


@pytest.fixture
def claude(account):
    headers = {"x-fireworks-account-id": account}
    with anthropic.Anthropic(
        base_url=f"{BASE_URL}/inference", api_key=API_KEY, default_headers=headers, max_retries=0
    ) as client:
        yield client


def test_a_message_has_the_types_of_the_sdk(client):
    answer = client.messages.create(**OPTIONS, raw_output=True)
    assert answer.content[0].type == "text" and answer.stop_reason == "end_turn"
    assert answer.raw_output.completion == answer.content[0].text


def test_a_message_has_usage(claude):
    answer = claude.messages.create(**OPTIONS)
    assert answer.content[0].text and answer.model == MODEL
    assert answer.usage.input_tokens > 0 and answer.usage.output_tokens > 0


def test_a_stream_accumulates_to_the_message(claude):
    whole = claude.messages.create(**OPTIONS)
    with claude.messages.stream(**OPTIONS) as stream:
        text = "".join(stream.text_stream)
        final = stream.get_final_message()
    assert text == final.content[0].text == whole.content[0].text
    assert final.usage.output_tokens == whole.usage.output_tokens
    assert final.stop_reason == "end_turn"


def test_a_loop_with_tools_ends(claude):
    options = {"model": MODEL, "max_tokens": 300, "tools": [TOOL]}
    with claude.messages.stream(**options, messages=MESSAGES, tool_choice={"type": "any"}) as stream:
        call = stream.get_final_message()
    used = call.content[-1]
    assert call.stop_reason == "tool_use"
    assert used.name == "weather" and isinstance(used.input["city"], str)
    result = {"type": "tool_result", "tool_use_id": used.id, "content": "It rains."}
    history = [*MESSAGES, {"role": "assistant", "content": call.content}, {"role": "user", "content": [result]}]
    assert claude.messages.create(**options, messages=history).stop_reason == "end_turn"


def test_thinking_is_sent_back_with_its_signature(claude):
    options = {"model": MODEL, "max_tokens": 2048, "thinking": {"type": "enabled", "budget_tokens": 1024}}
    with claude.messages.stream(**options, messages=MESSAGES) as stream:
        kinds = [event.type for event in stream]
        answer = stream.get_final_message()
    assert "thinking" in kinds and "signature" in kinds
    assert [block.type for block in answer.content] == ["thinking", "text"] and answer.content[0].signature
    history = [*MESSAGES, {"role": "assistant", "content": answer.content}, *MESSAGES]
    assert claude.messages.create(**options, messages=history).content


def test_a_schema_determines_the_text(claude):
    answer = claude.messages.create(**OPTIONS, output_config={"format": {"type": "json_schema", "schema": SCHEMA}})
    assert answer.content[0].text.startswith('{"city":')


def test_errors_have_the_dialect_of_the_client(claude):
    with pytest.raises(anthropic.NotFoundError) as refusal:
        claude.messages.create(**{**OPTIONS, "model": "accounts/fireworks/models/unknown"})
    assert refusal.value.body["error"]["type"] == "not_found_error"
    with pytest.raises(anthropic.BadRequestError) as refusal:
        claude.messages.create(**OPTIONS, extra_body={"nothing": 1})
    assert refusal.value.body["error"]["type"] == "invalid_request_error"
    with pytest.raises(anthropic.NotFoundError):
        claude.messages.count_tokens(model=MODEL, messages=MESSAGES)
