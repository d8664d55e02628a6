"""OpenAI's SDK: chat, streams, structured output, a tool loop, embeddings and models."""

import json

import conversations as talk
import openai
import pytest
from conversations import chat, check
from pydantic import BaseModel


class City(BaseModel):
    name: str
    population: int
    districts: list[str]


@pytest.fixture
def client(key):
    with openai.OpenAI(base_url=talk.INFERENCE_URL, api_key=key) as client:
        yield client


def test_chat(client, greeting):
    check(chat(client))


async def test_asynchronous_chat(key, greeting):
    async with openai.AsyncOpenAI(base_url=talk.INFERENCE_URL, api_key=key) as client:
        check(await chat(client))


def test_the_stream_of_a_chat_ends_with_the_same_completion(client, greeting):
    options = {"model": talk.MODEL, "messages": talk.user(talk.GREETING), "stream_options": {"include_usage": True}}
    with client.chat.completions.stream(**options) as stream:
        text = "".join(event.delta for event in stream if event.type == "content.delta")
        check(stream.get_final_completion())
    assert text == talk.HELLO


def test_structured_output(client, script):
    city = {"name": "Paris", "population": 2_100_000, "districts": ["Belleville"]}
    parse = client.chat.completions.parse
    generated = parse(model=talk.MODEL, messages=talk.user("Describe a city"), response_format=City).choices[0].message
    assert isinstance(generated.parsed, City)
    script(match={"userText": {"contains": "Paris"}}, reply={"content": city})
    scripted = parse(model=talk.MODEL, messages=talk.user("Describe Paris"), response_format=City).choices[0].message
    assert scripted.parsed == City(**city)


def test_a_tool_loop(client, weather):
    messages = talk.user(talk.QUESTION)
    first = client.chat.completions.create(model=talk.MODEL, messages=messages, tools=[talk.TOOL]).choices[0]
    (call,) = first.message.tool_calls
    assert (first.finish_reason, call.type, call.function.name) == ("tool_calls", "function", "get_weather")
    assert json.loads(call.function.arguments) == {"city": "Paris"}
    messages += [first.message, {"role": "tool", "tool_call_id": call.id, "content": talk.FORECAST}]
    second = client.chat.completions.create(model=talk.MODEL, messages=messages, tools=[talk.TOOL]).choices[0]
    assert (second.message.content, second.finish_reason) == (talk.ANSWER, "stop")


def test_the_stream_of_a_tool_call_ends_with_the_same_call(client, weather):
    options = {"model": talk.MODEL, "messages": talk.user(talk.QUESTION), "tools": [talk.TOOL]}
    with client.chat.completions.stream(**options) as stream:
        done = [event for event in stream if event.type == "tool_calls.function.arguments.done"]
        choice = stream.get_final_completion().choices[0]
    (call,) = choice.message.tool_calls
    assert (choice.finish_reason, call.function.name) == ("tool_calls", "get_weather")
    assert json.loads(call.function.arguments) == json.loads(done[0].arguments) == {"city": "Paris"}


def test_text_completions(client):
    answer = client.completions.create(model=talk.MODEL, prompt="Once upon a", max_tokens=3)
    assert (answer.choices[0].finish_reason, answer.usage.completion_tokens) == ("length", 3)
    stream = client.completions.create(model=talk.MODEL, prompt="Once upon a", max_tokens=3, stream=True)
    assert "".join(chunk.choices[0].text for chunk in stream) == answer.choices[0].text


def test_embeddings(client):
    answer = client.embeddings.create(model=talk.EMBEDDING_MODEL, input=["a red apple", "a green apple", "tax law"])
    vectors = [entry.embedding for entry in answer.data]
    assert [entry.index for entry in answer.data] == [0, 1, 2]
    assert answer.usage.prompt_tokens == answer.usage.total_tokens > 0

    def similarity(one, other):
        return sum(a * b for a, b in zip(one, other, strict=True))

    assert similarity(vectors[0], vectors[1]) > similarity(vectors[0], vectors[2])
    floats = client.embeddings.create(model=talk.EMBEDDING_MODEL, input="a red apple", encoding_format="float")
    assert floats.data[0].embedding == pytest.approx(vectors[0], abs=1e-6)


def test_models(client):
    models = {model.id: model for model in client.models.list()}
    assert (models[talk.MODEL].object, models[talk.MODEL].owned_by) == ("model", "fireworks")
    assert models[talk.EMBEDDING_MODEL].kind == "EMBEDDING_MODEL"


def test_errors(client, greeting, rate_limit, sleeping):
    once = client.with_options(max_retries=0)
    with pytest.raises(openai.NotFoundError) as missing:
        chat(client, model=talk.UNKNOWN_MODEL)
    assert (missing.value.code, missing.value.param) == ("NOT_FOUND", "model")
    with pytest.raises(openai.BadRequestError, match="temperature"):
        chat(client, temperature=5)
    with pytest.raises(openai.InternalServerError, match=talk.SCALED_TO_ZERO) as scaled:
        chat(once, model=sleeping)
    assert (scaled.value.status_code, scaled.value.code) == (503, "DEPLOYMENT_SCALING_UP")
    refused = rate_limit(times=3)
    with pytest.raises(openai.RateLimitError, match=talk.RATE_LIMIT):
        chat(once)
    check(chat(client))
    assert refused() == 3
