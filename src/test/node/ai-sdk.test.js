// The AI SDK with its provider for Fireworks.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createFireworks } from "@ai-sdk/fireworks";
import { APICallError, embedMany, generateText, isStepCount, jsonSchema, Output, streamText, tool } from "ai";
import { z } from "zod";
import * as emulator from "./emulator.js";

const { MODEL, GREETING, HELLO } = emulator;
let account;
let fireworks;

beforeEach(() => {
  account = emulator.newAccount();
  fireworks = createFireworks(account.settings);
});

function check({ text, finishReason, usage }) {
  assert.deepEqual([text, finishReason], [HELLO, "stop"]);
  assert.deepEqual([usage.inputTokens, usage.outputTokens, usage.totalTokens], [11, 7, 18]);
}

test("a chat", async () => {
  await account.greeting();
  check(await generateText({ model: fireworks(MODEL), prompt: GREETING }));
});

test("the stream of a chat has the same content", async () => {
  await account.greeting();
  const result = streamText({ model: fireworks(MODEL), prompt: GREETING });
  let text = "";
  for await (const delta of result.textStream) {
    text += delta;
  }
  check({ text, finishReason: await result.finishReason, usage: await result.usage });
});

for (const generate of [generateText, streamText]) {
  test(`a tool loop with ${generate.name}`, async () => {
    await account.weather();
    const cities = [];
    const get_weather = tool({
      inputSchema: jsonSchema(emulator.PARAMETERS),
      execute: async ({ city }) => {
        cities.push(city);
        return "sunny";
      },
    });
    const options = { model: fireworks(MODEL), prompt: emulator.QUESTION, tools: { get_weather } };
    const result = await generate({ ...options, stopWhen: isStepCount(3) });
    assert.equal(await result.text, emulator.ANSWER);
    assert.equal((await result.steps)[0].finishReason, "tool-calls");
    assert.deepEqual(cities, ["Paris"]);
  });
}

test("structured output", async () => {
  const schema = z.object({ name: z.string(), population: z.number().int() });
  const { output } = await generateText({ model: fireworks(MODEL), prompt: "A city", output: Output.object({ schema }) });
  schema.parse(output);
});

test("a text completion", async () => {
  const usage = { promptTokens: 3, cachedTokens: 0, completionTokens: 2 };
  await account.script({ match: { operation: "COMPLETION" }, reply: { content: " time.", usage } });
  const { text } = await generateText({ model: fireworks.completionModel(MODEL), prompt: "Once upon a" });
  assert.equal(text, " time.");
});

test("embeddings", async () => {
  const model = fireworks.embeddingModel(emulator.EMBEDDING_MODEL);
  const { embeddings, usage } = await embedMany({ model, values: ["a red apple", "tax law"] });
  assert.equal(embeddings[0].length, embeddings[1].length);
  assert.notDeepEqual(embeddings[0], embeddings[1]);
  assert.ok(usage.tokens > 0);
});

test("errors", async () => {
  await account.greeting();
  const failure = (statusCode, message) => (error) =>
    APICallError.isInstance(error) && error.statusCode === statusCode && message.test(error.message);
  const chat = (model, options) => generateText({ model: fireworks(model), prompt: GREETING, ...options });
  await assert.rejects(chat(emulator.UNKNOWN_MODEL), failure(404, /Model not found/));
  await assert.rejects(chat(MODEL, { temperature: 5 }), failure(400, /temperature/));
  await assert.rejects(chat(await account.sleeping(), { maxRetries: 0 }), failure(503, /scaled to zero/));
  const refused = await account.rateLimit(3);
  await assert.rejects(chat(MODEL, { maxRetries: 0 }), failure(429, /rate limit exceeded/));
  check(await chat(MODEL, { maxRetries: 2 }));
  assert.equal(await refused(), 3);
});
