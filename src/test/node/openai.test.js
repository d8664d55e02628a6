// OpenAI's SDK for JavaScript.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";
import * as emulator from "./emulator.js";

const { MODEL, GREETING, HELLO } = emulator;
const tool = { type: "function", function: { name: "get_weather", parameters: emulator.PARAMETERS } };
const user = (content) => [{ role: "user", content }];
let account;
let client;

beforeEach(() => {
  account = emulator.newAccount();
  client = new OpenAI(account.settings);
});

function chat(text = GREETING, options = {}, settings = {}) {
  return client.chat.completions.create({ model: MODEL, messages: user(text), ...options }, settings);
}

function check(completion) {
  const [{ message, finish_reason }] = completion.choices;
  assert.deepEqual([message.content, finish_reason], [HELLO, "stop"]);
  const { prompt_tokens, completion_tokens, total_tokens } = completion.usage;
  assert.deepEqual([prompt_tokens, completion_tokens, total_tokens], [11, 7, 18]);
}

test("a chat", async () => {
  await account.greeting();
  check(await chat());
});

test("the stream of a chat ends with the same completion", async () => {
  await account.greeting();
  const options = { model: MODEL, messages: user(GREETING), stream_options: { include_usage: true } };
  const stream = client.chat.completions.stream(options);
  let text = "";
  stream.on("content", (delta) => (text += delta));
  check(await stream.finalChatCompletion());
  assert.equal(text, HELLO);
});

test("structured output", async () => {
  const city = z.object({ name: z.string(), population: z.number().int() });
  const response_format = zodResponseFormat(city, "city");
  const completion = await client.chat.completions.parse({ model: MODEL, messages: user("A city"), response_format });
  city.parse(completion.choices[0].message.parsed);
});

test("a tool loop", async () => {
  await account.weather();
  const cities = [];
  const runnable = {
    ...tool.function,
    parse: JSON.parse,
    function: ({ city }) => {
      cities.push(city);
      return "sunny";
    },
  };
  const tools = [{ type: "function", function: runnable }];
  const runner = client.chat.completions.runTools({ model: MODEL, messages: user(emulator.QUESTION), tools });
  assert.equal(await runner.finalContent(), emulator.ANSWER);
  assert.deepEqual(cities, ["Paris"]);
});

test("the stream of a tool call", async () => {
  await account.weather();
  const options = { model: MODEL, messages: user(emulator.QUESTION), tools: [tool] };
  const completion = await client.chat.completions.stream(options).finalChatCompletion();
  const [{ message, finish_reason }] = completion.choices;
  assert.equal(finish_reason, "tool_calls");
  assert.deepEqual(
    message.tool_calls.map((call) => [call.function.name, JSON.parse(call.function.arguments)]),
    [["get_weather", { city: "Paris" }]],
  );
});

test("embeddings", async () => {
  const answer = await client.embeddings.create({ model: emulator.EMBEDDING_MODEL, input: ["a red apple", "tax law"] });
  const [one, other] = answer.data.map((entry) => entry.embedding);
  assert.equal(one.length, other.length);
  assert.notDeepEqual(one, other);
  assert.ok(answer.usage.prompt_tokens > 0);
});

test("models", async () => {
  const ids = [];
  for await (const model of client.models.list()) {
    ids.push(model.id);
  }
  assert.ok(ids.includes(MODEL) && ids.includes(emulator.EMBEDDING_MODEL));
});

test("errors", async () => {
  await account.greeting();
  const once = { maxRetries: 0 };
  await assert.rejects(
    chat(GREETING, { model: emulator.UNKNOWN_MODEL }),
    (error) => error instanceof OpenAI.NotFoundError && error.code === "NOT_FOUND" && error.param === "model",
  );
  await assert.rejects(chat(GREETING, { temperature: 5 }), OpenAI.BadRequestError);
  await assert.rejects(
    chat(GREETING, { model: await account.sleeping() }, once),
    (error) => error instanceof OpenAI.InternalServerError && error.code === "DEPLOYMENT_SCALING_UP",
  );
  const refused = await account.rateLimit(3);
  await assert.rejects(chat(GREETING, {}, once), OpenAI.RateLimitError);
  check(await chat());
  assert.equal(await refused(), 3);
});
