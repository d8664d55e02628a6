// The Responses API with OpenAI's SDK for JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI from "openai";
import { GREETING, HELLO, MODEL, newAccount } from "./emulator.js";

test("a response, and its stream", async () => {
  const account = newAccount();
  const client = new OpenAI(account.settings);
  await account.greeting();
  const created = await client.responses.create({ model: MODEL, input: GREETING });
  assert.deepEqual([created.status, created.output_text], ["completed", HELLO]);
  const streamed = await client.responses.stream({ model: MODEL, input: GREETING }).finalResponse();
  assert.equal(streamed.output_text, HELLO);
});
