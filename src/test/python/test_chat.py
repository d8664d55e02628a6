"""Models that answer: the official SDK and OpenAI's, with and without streams."""

import openai
import pytest

from emulator import sync_client

MODEL = "accounts/fireworks/models/gpt-oss-120b"
MESSAGES = [{"role": "user", "content": "Hello"}]


def test_a_chat_has_the_types_of_the_sdk(client):
    answer = client.chat.completions.create(
        model=MODEL,
        messages=MESSAGES,
        n=2,
        logprobs=True,
        top_logprobs=2,
        raw_output=True,
        return_token_ids=True,
        perf_metrics_in_response=True,
    )
    assert [choice.index for choice in answer.choices] == [0, 1]
    assert answer.choices[0].message.role == "assistant" and answer.choices[0].message.content
    assert len(answer.choices[0].logprobs.content[0].top_logprobs) == 2
    assert answer.choices[0].raw_output.completion == answer.choices[0].message.content
    assert answer.choices[0].raw_output.completion_token_ids == answer.choices[0].token_ids
    assert len(answer.prompt_token_ids) == answer.usage.prompt_tokens
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens
    assert answer.perf_metrics["prompt-tokens"] == answer.usage.prompt_tokens


def test_a_legacy_number_of_logprobs_has_the_types_of_the_sdk(client):
    answer = client.chat.completions.create(model=MODEL, messages=MESSAGES, logprobs=1)
    assert len(answer.choices[0].logprobs.token_logprobs) == answer.usage.completion_tokens


def test_a_text_completion_has_the_types_of_the_sdk(client):
    answer = client.completions.create(model=MODEL, prompt=["Once upon", "A time"], echo=True, logprobs=1, max_tokens=1)
    assert [choice.index for choice in answer.choices] == [0, 1]
    assert answer.choices[0].text.startswith("Once upon")
    assert len(answer.choices[0].logprobs.tokens) == 3


def test_a_stream_of_the_sdk_is_the_answer(client):
    whole = client.chat.completions.create(model=MODEL, messages=MESSAGES).choices[0].message.content
    pieces, finish_reasons = [], []
    for chunk in client.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True):
        choice = chunk.choices[0]
        pieces.append(getattr(choice.delta, "content", None) or "")
        finish_reasons.append(choice.finish_reason)
    assert "".join(pieces) == whole
    assert finish_reasons[-1] == "stop" and set(finish_reasons[:-1]) == {None}


async def test_the_asynchronous_client_streams_too(async_client):
    stream = await async_client.completions.create(model=MODEL, prompt="Once upon", stream=True)
    texts = [chunk.choices[0].text async for chunk in stream]
    assert len(texts) > 2


def test_the_client_of_openai_reads_usage_from_an_extra_chunk(openai_client):
    options = {"include_usage": True}
    chunks = list(
        openai_client.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True, stream_options=options)
    )
    assert chunks[-1].choices == [] and chunks[-1].usage.total_tokens > 0
    assert all(chunk.usage is None for chunk in chunks[:-1])


def test_the_client_of_openai_raises_its_own_errors(openai_client, account):
    with pytest.raises(openai.NotFoundError) as refusal:
        openai_client.chat.completions.create(model=f"accounts/{account}/models/unknown", messages=MESSAGES)
    assert refusal.value.code == "NOT_FOUND" and refusal.value.param == "model"
    with pytest.raises(openai.BadRequestError) as refusal:
        openai_client.chat.completions.create(model=MODEL, messages=MESSAGES, extra_body={"tool_stream": True})
    assert "field: 'tool_stream'" in refusal.value.message


def test_the_header_of_the_account_decides_whose_replies_apply(account):
    with sync_client(account, default_headers={"x-fireworks-account-id": account}) as client:
        raw = client.chat.completions.with_raw_response.create(model=MODEL, messages=MESSAGES)
    assert raw.headers["fireworks-prompt-tokens"] == str(raw.parse().usage.prompt_tokens)
    assert raw.headers["x-ratelimit-over-limit"] == "no"
