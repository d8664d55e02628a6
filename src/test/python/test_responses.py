"""Responses: OpenAI's client creates, parses, streams, continues and deletes them."""

import json

import openai
import pytest
from pydantic import BaseModel

MODEL = "accounts/fireworks/models/gpt-oss-120b"
TOOL = {
    "type": "function",
    "name": "weather",
    "description": "Returns the weather",
    "strict": True,
    "parameters": {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
        "additionalProperties": False,
    },
}


class City(BaseModel):
    name: str
    inhabitants: int


def test_a_response_has_text_and_usage(openai_client):
    answer = openai_client.responses.create(model=MODEL, input="Hello", instructions="Be brief")
    assert answer.id.startswith("resp_") and answer.status == "completed"
    assert answer.output_text and answer.output[0].role == "user"
    assert answer.usage.input_tokens > 0 and answer.usage.output_tokens > 0
    assert answer.usage.total_tokens == answer.usage.input_tokens + answer.usage.output_tokens


def test_a_response_is_stored_continued_and_deleted(openai_client):
    first = openai_client.responses.create(model=MODEL, input="Hello")
    assert openai_client.responses.retrieve(first.id).output_text == first.output_text
    second = openai_client.responses.create(model=MODEL, input="And?", previous_response_id=first.id)
    assert second.previous_response_id == first.id
    assert second.usage.input_tokens > first.usage.total_tokens
    openai_client.responses.delete(first.id)
    with pytest.raises(openai.NotFoundError):
        openai_client.responses.retrieve(first.id)
    with pytest.raises(openai.BadRequestError):
        openai_client.responses.create(model=MODEL, input="And?", previous_response_id=first.id)


def test_a_response_that_is_not_stored_has_no_id(openai_client):
    assert openai_client.responses.create(model=MODEL, input="Hello", store=False).id is None


def test_structured_output_is_parsed(openai_client):
    answer = openai_client.responses.parse(model=MODEL, input="Which city?", text_format=City)
    assert isinstance(answer.output_parsed, City)


@pytest.mark.parametrize("store", [True, False])
def test_a_stream_accumulates_to_the_response(openai_client, store):
    whole = openai_client.responses.create(model=MODEL, input="Hello", reasoning={"effort": "low"}, store=store)
    with openai_client.responses.stream(model=MODEL, input="Hello", reasoning={"effort": "low"}, store=store) as stream:
        events = list(stream)
        final = stream.get_final_response()
    text = "".join(event.delta for event in events if event.type == "response.output_text.delta")
    assert text == final.output_text == whole.output_text
    assert [item.type for item in final.output] == ["message", "reasoning", "message"]
    assert [event.sequence_number for event in events if hasattr(event, "sequence_number")] == sorted(
        event.sequence_number for event in events if hasattr(event, "sequence_number")
    )
    assert final.usage.output_tokens == whole.usage.output_tokens


def test_a_stream_of_structured_output_is_parsed(openai_client):
    with openai_client.responses.stream(model=MODEL, input="Which city?", text_format=City) as stream:
        final = stream.get_final_response()
    assert isinstance(final.output_parsed, City)


def test_a_loop_with_tools_ends(openai_client):
    with openai_client.responses.stream(model=MODEL, input="Rain?", tools=[TOOL], tool_choice="required") as stream:
        kinds = [event.type for event in stream]
        first = stream.get_final_response()
    assert "response.function_call_arguments.delta" in kinds
    call = next(item for item in first.output if item.type == "function_call")
    assert "city" in json.loads(call.arguments)
    result = {"type": "function_call_output", "call_id": call.call_id, "output": "It rains."}
    second = openai_client.responses.create(
        model=MODEL, input=[result], tools=[TOOL], previous_response_id=first.id
    )
    assert second.output_text


def test_a_maximum_of_tokens_makes_a_response_incomplete(openai_client):
    answer = openai_client.responses.create(model=MODEL, input="Hello", max_output_tokens=1)
    assert answer.status == "incomplete"
    assert answer.incomplete_details.reason == "max_output_tokens"
