// The emulator under test, with an account for each test and scripted replies for its models.

import { randomBytes } from "node:crypto";

export const MODEL = "accounts/fireworks/models/gpt-oss-120b";
export const TUNABLE_MODEL = "accounts/fireworks/models/qwen3-8b";
export const UNKNOWN_MODEL = "accounts/fireworks/models/no-such-model";
export const EMBEDDING_MODEL = "accounts/fireworks/models/qwen3-embedding-8b";
export const GREETING = "Say hello";
export const HELLO = "Hello from a scripted reply, in several words.";
export const QUESTION = "What is the weather in Paris?";
export const ANSWER = "It is sunny in Paris.";
export const PARAMETERS = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
  additionalProperties: false,
};

const base = process.env.FIREWORKS_BASE_URL;

export function newAccount() {
  const id = `t-${randomBytes(4).toString("hex")}`;
  return new Account(id);
}

class Account {
  constructor(id) {
    this.id = id;
    this.settings = { baseURL: `${base}/inference/v1`, apiKey: `fw_account_${id}` };
  }

  async greeting() {
    const usage = { promptTokens: 11, cachedTokens: 4, completionTokens: 7 };
    return this.script({ match: { userText: { equals: GREETING } }, reply: { content: HELLO, usage } });
  }

  // A model that calls a tool, and answers with its result.
  async weather() {
    const call = { name: "get_weather", arguments: { city: "Paris" } };
    await this.script({ match: { tools: ["get_weather"], toolResult: false }, reply: { toolCalls: [call] } });
    await this.script({ match: { toolResult: true }, reply: { content: ANSWER } });
  }

  // Refuses so many requests for exceeding the rate limit.
  async rateLimit(times) {
    const type = "invalid_request_error";
    const message = "rate limit exceeded, please try again later";
    const error = { httpStatus: 429, code: type, type, message, retryAfter: "0.01s" };
    return this.script({ order: -1, times, reply: { error } });
  }

  // Adds a scripted reply, and returns a function that counts the requests that it has answered.
  async script(reply) {
    const { name } = await this.#send("POST", `/_emulator/v1/accounts/${this.id}/replies`, reply);
    return async () => Number((await this.#send("GET", `/_emulator/v1/${name}`)).replied);
  }

  // Returns the name of a deployment that is scaled to zero.
  async sleeping() {
    const path = `/v1/accounts/${this.id}/deployments`;
    const limits = { minReplicaCount: 0, maxReplicaCount: 1, baseModel: TUNABLE_MODEL };
    await this.#send("POST", `${path}?deploymentId=sleeping`, limits);
    await this.#until(`${path}/sleeping`, (found) => found.state === "READY");
    await this.#send("PATCH", `${path}/sleeping:scale`, { replicaCount: 0 });
    const { name } = await this.#until(`${path}/sleeping`, (found) => found.replicaCount === 0);
    return name;
  }

  async #until(path, done) {
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
      const found = await this.#send("GET", path);
      if (done(found)) {
        return found;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${path} did not reach the state in time`);
  }

  async #send(method, path, body) {
    const headers = { Authorization: `Bearer ${this.settings.apiKey}`, "Content-Type": "application/json" };
    const response = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  }
}
