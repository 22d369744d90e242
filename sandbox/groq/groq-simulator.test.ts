import type { AddressInfo } from "node:net";
import Groq from "groq-sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { serveSimulators } from "../simulator.ts";
import { World } from "../world.ts";
import { conversation } from "./conversation.fixture.ts";
import { createGroqSimulator } from "./groq-simulator.ts";

const world = new World();
const simulator = createGroqSimulator(world);
const server = serveSimulators([simulator]);
let groq: Groq;
let baseURL: string;

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  groq = new Groq({ apiKey: "gsk_test", baseURL, maxRetries: 0 });
});
afterAll(async () => {
  await simulator.close();
  server.close();
});
beforeEach(() => {
  world.reset();
  world.latencies.llmFirstTokenMs = 0;
});

const failure = (promise: Promise<unknown>): Promise<InstanceType<typeof Groq.APIError>> =>
  promise.then(
    () => Promise.reject(new Error("it did not fail")),
    (error) => error,
  );
const create = (lines: string[], extra = {}) => groq.chat.completions.create(conversation(lines, extra));

describe("Groq's simulator", () => {
  it("lists models and says that they are scripted", async () => {
    const { data } = await groq.models.list();
    expect(data.map((m) => m.id)).toContain("openai/gpt-oss-120b");
    expect(new Set(data.map((m) => m.owned_by))).toEqual(new Set(["sandbox-scripted"]));
  });

  it("refuses a key that begins with invalid", async () => {
    const bad = new Groq({ apiKey: "invalid-key", baseURL, maxRetries: 0 });
    expect(await failure(bad.models.list())).toMatchObject({
      status: 401,
      error: { error: { code: "invalid_api_key" } },
    });
  });

  it.each(["llama-3.3-70b-versatile", "llama-3.1-8b-instant", "gpt-9"])("does not know %s", async (model) => {
    const error = await failure(create(["Hello?"], { model }));
    expect(error).toMatchObject({ status: 404, error: { error: { code: "model_not_found" } } });
  });

  it.each([
    { n: 2 },
    { logprobs: true },
    { reasoning_effort: "none" },
    { include_reasoning: false, reasoning_format: "hidden" },
    { messages: [] },
    { temperature: 3 },
    { response_format: { type: "json_object" } },
    { tool_choice: { type: "function", function: { name: "nothing" } } },
  ])("refuses %o", async (extra) => {
    expect((await failure(create(["Hello?"], extra))).status).toBe(400);
  });

  it("streams words, then whole tool calls, then the usage", async () => {
    const stream = await groq.chat.completions.create({ ...conversation(["Hello?"]), stream: true });
    const deltas: string[] = [];
    let usage: unknown;
    for await (const chunk of stream) {
      deltas.push(chunk.choices[0]?.delta.content ?? "");
      usage = chunk.x_groq?.usage ?? usage;
    }
    expect(deltas.filter(Boolean).length).toBeGreaterThan(15);
    expect(deltas.join("")).toContain("Bright Dental would like to confirm");
    expect(usage).toMatchObject({ prompt_tokens: expect.any(Number), completion_tokens: expect.any(Number) });
  });

  it("sends the limits with every response, refusals too", async () => {
    const { response } = await create(["Hello?"], {}).withResponse();
    expect(response.headers.get("x-ratelimit-remaining-tokens")).toMatch(/^\d+$/);
    world.plan([{ provider: "groq", error: "429", count: 1 }]);
    const limited = await failure(create(["Hello?"]));
    expect(limited.status).toBe(429);
    expect(limited.headers?.get("retry-after")).toBe("2");
    expect(limited.headers?.get("x-ratelimit-reset-tokens")).toMatch(/s$/);
  });

  it("spends the budget on reasoning first, so that a tiny one leaves no words", async () => {
    const { choices } = await create(["Hello?"], { max_completion_tokens: 30 });
    expect(choices[0]).toMatchObject({ finish_reason: "length", message: { content: "" } });
  });

  it("hides its reasoning when told to and shows it otherwise", async () => {
    const shown = await create(["Hello?"], { include_reasoning: undefined, max_completion_tokens: 2000 });
    expect(shown.choices[0]?.message.reasoning).toContain("scripted");
    expect((await create(["Hello?"])).choices[0]?.message.reasoning).toBeUndefined();
  });

  it("fails in the middle of a stream when that was planned", async () => {
    for (const error of ["error_mid_stream", "cut"]) {
      world.plan([{ provider: "groq", error, count: 1 }]);
      const stream = await groq.chat.completions.create({ ...conversation(["Hello?"]), stream: true });
      const words: string[] = [];
      const reading = (async () => {
        for await (const chunk of stream) words.push(chunk.choices[0]?.delta.content ?? "");
      })();
      await expect(reading).rejects.toThrow(/capacity|terminated|premature|closed/i);
      expect(words.length).toBeGreaterThan(1);
    }
  });

  it("stops when the client hangs up", async () => {
    world.plan([{ provider: "groq", error: "stall", count: 1 }]);
    const stream = await groq.chat.completions.create({ ...conversation(["Hello?"]), stream: true });
    stream.controller.abort();
    for await (const _ of stream) throw new Error("a word came out of a stalled stream");
  });

  it("writes JSON for a given schema", async () => {
    const schema = {
      type: "object",
      properties: {
        summary: { type: "string" },
        disposition: { type: "string", enum: ["goal_achieved", "no_goal"] },
        email: { type: ["string", "null"] },
        next_steps: { type: "array", items: { type: "string" } },
        interested: { type: "boolean" },
      },
      required: ["summary", "disposition", "email", "next_steps", "interested"],
      additionalProperties: false,
    };
    const transcript = "Agent: May we confirm?\nContact: Yes, write to pat@example.com.";
    const { choices } = await create([transcript], {
      tools: undefined,
      response_format: { type: "json_schema", json_schema: { name: "summary", schema, strict: true } },
    });
    expect(JSON.parse(choices[0]?.message.content ?? "")).toEqual({
      summary: expect.stringContaining("They agreed."),
      disposition: "goal_achieved",
      email: "pat@example.com",
      next_steps: [],
      interested: true,
    });
  });

  it("refuses a strict schema that leaves something open", async () => {
    const schema = { type: "object", properties: { a: { type: "string" } } };
    const response_format = { type: "json_schema", json_schema: { name: "x", schema, strict: true } };
    expect((await failure(create(["Hi"], { tools: undefined, response_format }))).status).toBe(400);
  });
});
