"""LangChain's integration: its chat model, its text model, embeddings and the reranker."""

import conversations as talk
import openai
import pytest
from emulator import BASE_URL
from fireworks import InternalServerError, NotFoundError, RateLimitError
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool
from langchain_fireworks import ChatFireworks, Fireworks, FireworksEmbeddings
from langchain_fireworks.rerank import FireworksRerank
from pydantic import BaseModel


class City(BaseModel):
    """A city."""

    name: str
    population: int


@tool
def get_weather(city: str) -> str:
    """Returns the weather in a city."""
    return talk.FORECAST


@pytest.fixture
def chat_model(key):
    def create(model=talk.MODEL, **options):
        return ChatFireworks(model=model, base_url=BASE_URL, api_key=key, **options)

    return create


def check(message):
    assert message.content == talk.HELLO
    assert {name: message.usage_metadata[name] for name in ("input_tokens", "output_tokens", "total_tokens")} == {
        "input_tokens": 11,
        "output_tokens": 7,
        "total_tokens": 18,
    }
    assert message.response_metadata["finish_reason"] == "stop"


def test_chat(chat_model, greeting):
    check(chat_model().invoke(talk.GREETING))


async def test_asynchronous_chat(chat_model, greeting):
    check(await chat_model().ainvoke(talk.GREETING))


def test_the_chunks_of_a_stream_add_up_to_the_same_message(chat_model, greeting):
    first, *others = chat_model().stream(talk.GREETING)
    assert len(others) > 1
    check(sum(others, start=first))


def test_a_tool_loop(chat_model, weather):
    model = chat_model().bind_tools([get_weather])
    question = HumanMessage(talk.QUESTION)
    message = model.invoke([question])
    (call,) = message.tool_calls
    assert (call["name"], call["args"]) == ("get_weather", {"city": "Paris"})
    result = get_weather.invoke(call)
    assert isinstance(result, ToolMessage) and result.content == talk.FORECAST
    assert model.invoke([question, message, result]).content == talk.ANSWER
    first, *others = model.stream([question])
    assert [(each["name"], each["args"]) for each in sum(others, start=first).tool_calls] == [("get_weather", {"city": "Paris"})]


@pytest.mark.parametrize("method", ["function_calling", "json_schema", "json_mode"])
def test_structured_output(chat_model, script, method):
    if method == "json_mode":
        script(reply={"content": {"name": "Paris", "population": 2_100_000}})
    assert isinstance(chat_model().with_structured_output(City, method=method).invoke("Describe a city"), City)


def test_text_completions(key, script):
    script(match={"operation": "COMPLETION"}, reply={"content": " time, there was a test."})
    model = Fireworks(model=talk.MODEL, base_url=f"{talk.INFERENCE_URL}/completions", api_key=key)
    assert model.invoke("Once upon a") == " time, there was a test."


def test_embeddings(key):
    embeddings = FireworksEmbeddings(model=talk.EMBEDDING_MODEL, api_key=key)
    # The class has no setting for the URL.
    embeddings.client = openai.OpenAI(base_url=talk.INFERENCE_URL, api_key=key)
    one, other = embeddings.embed_documents(["a red apple", "tax law"])
    assert len(one) == len(other) and one != other
    assert embeddings.embed_query("a red apple") == one


def test_rerank(key):
    reranker = FireworksRerank(model=talk.RERANKER, base_url=talk.INFERENCE_URL, fireworks_api_key=key)
    ranked = reranker.rerank(["tax law", "a red apple"], "which apple is red?")
    assert [entry["index"] for entry in ranked] == [1, 0]
    assert ranked[0]["relevance_score"] > ranked[1]["relevance_score"]


def test_errors(chat_model, greeting, rate_limit, sleeping):
    with pytest.raises(NotFoundError, match=talk.NOT_FOUND):
        chat_model(talk.UNKNOWN_MODEL).invoke(talk.GREETING)
    with pytest.raises(InternalServerError, match=talk.SCALED_TO_ZERO):
        chat_model(sleeping, max_retries=0).invoke(talk.GREETING)
    refused = rate_limit(times=2)
    with pytest.raises(RateLimitError, match=talk.RATE_LIMIT):
        chat_model(max_retries=0).invoke(talk.GREETING)
    check(chat_model(max_retries=2).invoke(talk.GREETING))
    assert refused() == 2
