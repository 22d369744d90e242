import fc from "fast-check";
import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { json, WireDouble } from "../wire-double.fixture.ts";
import { createOpenAiCompatible } from "./openai-compatible.ts";
import type { LlmEvent, LlmRequest } from "./port.ts";
import { serverSentData } from "./server-sent.ts";

const REQUEST: LlmRequest = {
  messages: [{ role: "user", content: "Hello?" }],
  tools: [{ name: "end_call", description: "Ends it", parameters: { type: "object" } }],
  temperature: 0.4,
};
let wire: WireDouble;

beforeEach(async () => {
  wire = await WireDouble.open();
});
afterEach(() => wire.close());

const endpoint = (apiKey?: string, stallMs = 20_000) =>
  createOpenAiCompatible({ baseUrl: `${wire.baseUrl}/v1/`, apiKey, model: "small", stallMs });

async function ask(signal = new AbortController().signal, stallMs?: number): Promise<LlmEvent[]> {
  const events: LlmEvent[] = [];
  for await (const event of endpoint("key", stallMs).stream(REQUEST, signal)) events.push(event);
  return events;
}

const chunk = (delta: Record<string, unknown>, finish: string | null = null): string =>
  `data: ${JSON.stringify({ id: "c", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

function answer(res: ServerResponse, ...parts: string[]): void {
  res.writeHead(200, { "content-type": "text/event-stream" });
  for (const part of parts) res.write(part);
}

const call = (index: number, rest: Record<string, unknown>): string =>
  chunk({ tool_calls: [{ index, ...rest }] });

describe("an OpenAI-compatible endpoint", () => {
  it("is asked in OpenAI's terms, with the key where there is one", async () => {
    wire.onRequest = (res) => {
      answer(
        res,
        chunk({ role: "assistant", content: "" }),
        chunk({ content: "Hi" }),
        chunk({ content: " there." }),
      );
      res.end(
        `${chunk({}, "stop")}data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}\n\ndata: [DONE]\n\n`,
      );
    };
    expect(await ask()).toEqual([
      { type: "text", text: "Hi" },
      { type: "text", text: " there." },
      { type: "end", finishReason: "stop", promptTokens: 7, completionTokens: 3 },
    ]);
    const [request] = wire.requests;
    expect(request?.url.pathname).toBe("/v1/chat/completions");
    expect(request?.headers.authorization).toBe("Bearer key");
    expect(JSON.parse(request?.body ?? "")).toMatchObject({
      model: "small",
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.4,
      messages: [{ role: "user", content: "Hello?" }],
      tools: [{ type: "function", function: { name: "end_call" } }],
    });
  });

  it("puts a tool call's fragments together", async () => {
    wire.onRequest = (res) => {
      answer(
        res,
        call(0, { id: "a", type: "function", function: { name: "end_call", arguments: "" } }),
        call(0, { function: { arguments: '{"fare' } }),
        call(0, { function: { arguments: 'well":"Bye"}' } }),
      );
      res.end(`${chunk({}, "tool_calls")}data: [DONE]\n\n`);
    };
    expect(await ask()).toMatchObject([
      { type: "tool_calls", calls: [{ id: "a", name: "end_call", arguments: '{"farewell":"Bye"}' }] },
      { type: "end" },
    ]);
  });

  it.each([
    [401, "refused_credentials"],
    [404, "not_found"],
    [429, "rate_limited"],
    [400, "refused_request"],
    [503, "broken"],
  ])("refused with %i is %s", async (status, fault) => {
    wire.onRequest = (res) => json(res, status, { error: { message: "no" } });
    await expect(ask()).rejects.toMatchObject({ provider: "openai_compatible", fault });
    await expect(endpoint().check()).rejects.toMatchObject({ fault });
  });

  it.each([
    ["no first word", [chunk({ role: "assistant", content: "" })], "timeout"],
    ["no next word", [chunk({ content: "Hi" })], "timeout"],
    [
      "an error in the stream",
      [chunk({ content: "Hi" }), 'data: {"error":{"message":"over"}}\n\n'],
      "broken",
    ],
    ["something that is no JSON", ["data: {oops\n\n"], "broken"],
  ])("fails for %s", async (_, parts, fault) => {
    wire.onRequest = (res) => answer(res, ...parts);
    const stallMs = fault === "timeout" ? 300 : undefined;
    await expect(ask(undefined, stallMs)).rejects.toMatchObject({ fault });
  });

  it("fails when the stream breaks off, or nobody is there", async () => {
    wire.onRequest = (res) => {
      answer(res, chunk({ content: "Hi" }));
      res.end();
    };
    await expect(ask()).rejects.toMatchObject({ fault: "broken" });
    await wire.close();
    await expect(ask()).rejects.toMatchObject({ fault: "unreachable" });
    wire = await WireDouble.open();
  });

  it("ends quietly when it is aborted, and believes an endpoint that offers the model", async () => {
    const stop = new AbortController();
    wire.onRequest = (res) => {
      answer(res, chunk({ content: "Hi" }));
      setImmediate(() => stop.abort());
    };
    expect((await ask(stop.signal)).every((event) => event.type === "text")).toBe(true);
    wire.onRequest = (res) => json(res, 200, { data: [{ id: "small" }] });
    await endpoint().check();
    expect(wire.requests.at(-1)?.headers.authorization).toBeUndefined();
    wire.onRequest = (res) => json(res, 200, { data: [{ id: "other" }] });
    await expect(endpoint().check()).rejects.toMatchObject({ fault: "not_found" });
  });
});

describe("server-sent data", () => {
  it("does not depend on how the bytes were cut", async () => {
    const cases = fc.tuple(
      fc.array(
        fc.string({ unit: "grapheme" }).map((text) => JSON.stringify(text)),
        { maxLength: 6 },
      ),
      fc.array(fc.nat(20), { maxLength: 20 }),
      fc.constantFrom("\n\n", "\r\n\r\n"),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([texts, cuts, gap]) => {
        const bytes = Buffer.from(texts.map((text) => `: note${gap}event: x\ndata: ${text}${gap}`).join(""));
        async function* pieces(): AsyncGenerator<Uint8Array> {
          let at = 0;
          for (const cut of cuts) yield bytes.subarray(at, (at += cut));
          yield bytes.subarray(at);
        }
        const got: string[] = [];
        for await (const data of serverSentData(pieces())) got.push(data);
        expect(got).toEqual(texts);
      }),
    );
  });
});
