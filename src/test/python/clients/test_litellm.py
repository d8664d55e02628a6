"""LiteLLM with its provider for Fireworks."""

import json

import conversations as talk
import litellm
import pytest


@pytest.fixture
def options(key):
    return {"api_base": talk.INFERENCE_URL, "api_key": key}


def chat(options, text=talk.GREETING, model=talk.MODEL, **more):
    return litellm.completion(model=f"fireworks_ai/{model}", messages=talk.user(text), **options, **more)


def check(answer):
    assert (answer.choices[0].message.content, answer.choices[0].finish_reason) == (talk.HELLO, "stop")
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens, answer.usage.total_tokens) == (11, 7, 18)


def test_chat(options, greeting):
    check(chat(options))


async def test_asynchronous_chat(options, greeting):
    check(await litellm.acompletion(model=f"fireworks_ai/{talk.MODEL}", messages=talk.user(talk.GREETING), **options))


def test_the_chunks_of_a_stream_add_up_to_the_same_completion(options, greeting):
    chunks = list(chat(options, stream=True, stream_options={"include_usage": True}))
    check(litellm.stream_chunk_builder(chunks))


@pytest.mark.parametrize("stream", [False, True])
def test_a_tool_call(options, weather, stream):
    answer = chat(options, talk.QUESTION, tools=[talk.TOOL], stream=stream)
    choice = (litellm.stream_chunk_builder(list(answer)) if stream else answer).choices[0]
    (call,) = choice.message.tool_calls
    assert (choice.finish_reason, call.function.name) == ("tool_calls", "get_weather")
    assert json.loads(call.function.arguments) == {"city": "Paris"}


def test_text_completions(options, script):
    script(match={"operation": "COMPLETION"}, reply={"content": " time.", "usage": talk.USAGE})
    model = f"text-completion-openai/{talk.MODEL}"
    answer = litellm.text_completion(model=model, prompt="Once upon a", **options)
    assert (answer.choices[0].text, answer.usage.completion_tokens) == (" time.", 7)


def test_embeddings(options):
    answer = litellm.embedding(model=f"fireworks_ai/{talk.EMBEDDING_MODEL}", input=["a red apple", "tax law"], **options)
    one, other = (entry["embedding"] for entry in answer.data)
    assert len(one) == len(other) and one != other
    assert answer.usage.prompt_tokens > 0


def test_rerank(options):
    documents = ["tax law", "a red apple"]
    query = "which apple is red?"
    # It puts "fireworks/" in front of all names that do not begin with it.
    answer = litellm.rerank(model=f"fireworks_ai/{talk.SHORT_RERANKER}", query=query, documents=documents, **options)
    assert [entry["index"] for entry in answer.results] == [1, 0]


def test_errors(options, greeting, rate_limit, sleeping):
    with pytest.raises(litellm.NotFoundError, match=talk.NOT_FOUND):
        chat(options, model=talk.UNKNOWN_MODEL)
    with pytest.raises(litellm.BadRequestError, match="temperature"):
        chat(options, temperature=5)
    with pytest.raises(litellm.ServiceUnavailableError, match=talk.SCALED_TO_ZERO):
        chat(options, model=sleeping, num_retries=0)
    refused = rate_limit(times=2)
    with pytest.raises(litellm.RateLimitError, match=talk.RATE_LIMIT):
        chat(options, num_retries=0)
    check(chat(options, num_retries=2))
    assert refused() == 2
