"""The Responses API with OpenAI's SDK and LiteLLM."""

import json

import conversations as talk
import litellm
import openai
import pytest


@pytest.fixture
def client(key):
    with openai.OpenAI(base_url=talk.INFERENCE_URL, api_key=key) as client:
        yield client


def test_responses(client, greeting, script):
    created = client.responses.create(model=talk.MODEL, input=talk.GREETING)
    assert (created.status, created.output_text) == ("completed", talk.HELLO)
    assert created.usage.total_tokens == 18
    assert client.responses.retrieve(created.id).output_text == talk.HELLO
    script(match={"userText": {"equals": "And again"}}, reply={"content": "Hello again."})
    following = client.responses.create(model=talk.MODEL, input="And again", previous_response_id=created.id)
    assert (following.output_text, following.previous_response_id) == ("Hello again.", created.id)


def test_the_stream_of_a_response_ends_with_the_same_response(client, greeting):
    with client.responses.stream(model=talk.MODEL, input=talk.GREETING) as stream:
        text = "".join(event.delta for event in stream if event.type == "response.output_text.delta")
        assert stream.get_final_response().output_text == text == talk.HELLO


def test_a_response_that_calls_a_tool(client, weather):
    tool = {"type": "function", **talk.WEATHER}
    answer = client.responses.create(model=talk.MODEL, input=talk.QUESTION, tools=[tool])
    (call,) = [item for item in answer.output if item.type == "function_call"]
    assert (call.name, json.loads(call.arguments)) == ("get_weather", {"city": "Paris"})


def test_litellm(key, greeting):
    options = {"api_base": talk.INFERENCE_URL, "api_key": key}
    answer = litellm.responses(model=f"fireworks_ai/{talk.MODEL}", input=talk.GREETING, **options)
    assert answer.output_text == talk.HELLO
