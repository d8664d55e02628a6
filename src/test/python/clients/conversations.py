"""Requests that the tests send with each client."""

from emulator import BASE_URL

INFERENCE_URL = f"{BASE_URL}/inference/v1"
MODEL = "accounts/fireworks/models/gpt-oss-120b"
TUNABLE_MODEL = "accounts/fireworks/models/qwen3-8b"
UNKNOWN_MODEL = "accounts/fireworks/models/no-such-model"
EMBEDDING_MODEL = "accounts/fireworks/models/qwen3-embedding-8b"
RERANKER = "accounts/fireworks/models/qwen3-reranker-8b"
SHORT_RERANKER = "fireworks/qwen3-reranker-8b"
NOT_FOUND = "Model not found, inaccessible, and/or not deployed"
RATE_LIMIT = "rate limit exceeded, please try again later"
SCALED_TO_ZERO = "Deployment is currently scaled to zero"

GREETING = "Say hello"
HELLO = "Hello from a scripted reply, in several words."
# The tokens of the greeting's answer, which are scripted so that each client must report the same numbers.
USAGE = {"promptTokens": 11, "cachedTokens": 4, "completionTokens": 7}

QUESTION = "What is the weather in Paris?"
FORECAST = "sunny"
ANSWER = "It is sunny in Paris."
PARAMETERS = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}
WEATHER = {"name": "get_weather", "description": "Returns the weather in a city.", "parameters": PARAMETERS}
TOOL = {"type": "function", "function": WEATHER}


def user(text):
    return [{"role": "user", "content": text}]


def chat(client, text=GREETING, model=MODEL, **options):
    """Sends a chat with a client that has the methods of OpenAI's SDK."""
    return client.chat.completions.create(model=model, messages=user(text), **options)


def check(answer):
    """Checks the answer to the greeting."""
    assert (answer.choices[0].message.content, answer.choices[0].finish_reason) == (HELLO, "stop")
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens, answer.usage.total_tokens) == (11, 7, 18)
    assert answer.usage.prompt_tokens_details.cached_tokens == 4
