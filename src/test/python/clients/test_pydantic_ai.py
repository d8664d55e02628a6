"""Agents of Pydantic AI with its provider for Fireworks."""

import conversations as talk
import openai
import pytest
from pydantic import BaseModel
from pydantic_ai import Agent, NativeOutput
from pydantic_ai.exceptions import ModelHTTPError
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.fireworks import FireworksProvider


class City(BaseModel):
    name: str
    population: int


@pytest.fixture
def agent(key):
    def create(model=talk.MODEL, max_retries=2, **options):
        client = openai.AsyncOpenAI(base_url=talk.INFERENCE_URL, api_key=key, max_retries=max_retries)
        return Agent(OpenAIChatModel(model, provider=FireworksProvider(openai_client=client)), **options)

    return create


async def test_chat(agent, greeting):
    result = await agent().run(talk.GREETING)
    assert (result.output, result.response.finish_reason) == (talk.HELLO, "stop")
    assert (result.usage.input_tokens, result.usage.output_tokens) == (11, 7)


async def test_a_stream_has_the_same_content(agent, greeting):
    async with agent().run_stream(talk.GREETING) as result:
        pieces = [piece async for piece in result.stream_text(delta=True, debounce_by=None)]
        assert (await result.get_output(), "".join(pieces)) == (talk.HELLO, talk.HELLO)
        assert len(pieces) > 1
        assert (result.usage.input_tokens, result.usage.output_tokens) == (11, 7)


async def test_a_tool_loop(agent, weather):
    cities = []
    agent = agent()

    @agent.tool_plain
    def get_weather(city: str) -> str:
        cities.append(city)
        return talk.FORECAST

    result = await agent.run(talk.QUESTION)
    assert (result.output, cities, result.usage.requests) == (talk.ANSWER, ["Paris"], 2)


@pytest.mark.parametrize("output", [City, NativeOutput(City)], ids=["tool", "schema"])
async def test_structured_output(agent, output):
    result = await agent(output_type=output).run("Describe a city")
    assert isinstance(result.output, City)


async def test_errors(agent, greeting, rate_limit, sleeping):
    for model, status, text in ((talk.UNKNOWN_MODEL, 404, talk.NOT_FOUND), (sleeping, 503, talk.SCALED_TO_ZERO)):
        with pytest.raises(ModelHTTPError) as refusal:
            await agent(model, max_retries=0).run(talk.GREETING)
        assert refusal.value.status_code == status and text in str(refusal.value)
    with pytest.raises(ModelHTTPError) as refusal:
        await agent(model_settings={"temperature": 5}).run(talk.GREETING)
    assert refusal.value.status_code == 400 and "temperature" in str(refusal.value)
    refused = rate_limit(times=2)
    assert (await agent().run(talk.GREETING)).output == talk.HELLO
    assert refused() == 2
