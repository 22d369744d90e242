import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { json, WireDouble } from "../wire-double.fixture.ts";
import { createGroq } from "./groq.ts";
import type { LlmEvent, LlmRequest } from "./port.ts";

const REQUEST: LlmRequest = { messages: [{ role: "user", content: "Hello?" }] };
let wire: WireDouble;
/** Patient: on a busy machine an answer takes its time. */
const groq = (stallMs = 20_000) =>
  createGroq({ apiKey: "gsk_x", baseUrl: wire.baseUrl, model: "openai/gpt-oss-120b", stallMs });

beforeEach(async () => {
  wire = await WireDouble.open();
});
afterEach(() => wire.close());

async function collect(request = REQUEST, stallMs?: number): Promise<LlmEvent[]> {
  const events: LlmEvent[] = [];
  for await (const event of groq(stallMs).stream(request, new AbortController().signal)) events.push(event);
  return events;
}

type Choice = { delta?: unknown; finish_reason?: string };
const chunk = (choice: Choice, extra = {}) =>
  `data: ${JSON.stringify({ id: "c", choices: [{ index: 0, delta: {}, finish_reason: null, ...choice }], ...extra })}\n\n`;
const begin = (res: ServerResponse): void => {
  res.writeHead(200, { "content-type": "text/event-stream" });
  res.flushHeaders();
};

describe("Groq", () => {
  it("streams text, gathers tool calls from fragments, and ends with the usage", async () => {
    wire.onRequest = (res) => {
      begin(res);
      res.write(chunk({ delta: { role: "assistant", content: "" } }));
      res.write(chunk({ delta: { content: "Good" } }));
      res.write(chunk({ delta: { content: "bye." } }));
      res.write(
        chunk({
          delta: {
            tool_calls: [
              { index: 0, id: "a", type: "function", function: { name: "end_call", arguments: '{"fare' } },
            ],
          },
        }),
      );
      res.write(chunk({ delta: { tool_calls: [{ index: 0, function: { arguments: 'well":"Bye"}' } }] } }));
      res.write(
        chunk({
          delta: {
            tool_calls: [
              { index: 1, id: "b", type: "function", function: { name: "set_outcome", arguments: "{}" } },
            ],
          },
        }),
      );
      res.write(
        chunk(
          { finish_reason: "tool_calls" },
          { x_groq: { usage: { prompt_tokens: 7, completion_tokens: 9 } } },
        ),
      );
      res.end("data: [DONE]\n\n");
    };
    expect(await collect()).toEqual([
      { type: "text", text: "Good" },
      { type: "text", text: "bye." },
      {
        type: "tool_calls",
        calls: [
          { id: "a", name: "end_call", arguments: '{"farewell":"Bye"}' },
          { id: "b", name: "set_outcome", arguments: "{}" },
        ],
      },
      { type: "end", finishReason: "tool_calls", promptTokens: 7, completionTokens: 9 },
    ]);
  });

  it("asks for little, hidden reasoning and room for it, and passes the conversation on", async () => {
    wire.onRequest = (res) => {
      begin(res);
      res.end(`${chunk({ finish_reason: "stop" })}data: [DONE]\n\n`);
    };
    const calls = [{ id: "a", name: "lookup", arguments: "{}" }];
    await collect({
      messages: [
        { role: "system", content: "Goal: x" },
        { role: "assistant", content: "", toolCalls: calls },
        { role: "tool", content: "42", toolCallId: "a" },
      ],
      tools: [{ name: "lookup", description: "looks up", parameters: { type: "object" } }],
      maxTokens: 100,
      temperature: 0.3,
    });
    expect(wire.requests[0]?.url.pathname).toBe("/openai/v1/chat/completions");
    expect(JSON.parse(wire.requests[0]?.body ?? "")).toEqual({
      model: "openai/gpt-oss-120b",
      stream: true,
      messages: [
        { role: "system", content: "Goal: x" },
        {
          role: "assistant",
          content: null,
          tool_calls: [{ id: "a", type: "function", function: { name: "lookup", arguments: "{}" } }],
        },
        { role: "tool", content: "42", tool_call_id: "a" },
      ],
      tools: [
        {
          type: "function",
          function: { name: "lookup", description: "looks up", parameters: { type: "object" } },
        },
      ],
      max_completion_tokens: 512,
      temperature: 0.3,
      reasoning_effort: "low",
      include_reasoning: false,
    });
  });

  it.each([
    [401, "", "refused_credentials"],
    [404, "model_not_found", "not_found"],
    [400, "model_decommissioned", "not_found"],
    [400, "tool_use_failed", "broken"],
    [400, "", "refused_request"],
    [413, "rate_limit_exceeded", "refused_request"],
    [429, "rate_limit_exceeded", "rate_limited"],
    [498, "", "rate_limited"],
    [503, "", "broken"],
  ])("takes status %i %s for %s, at the first try", async (status, code, fault) => {
    wire.onRequest = (res) => json(res, status, { error: { message: "no", code } }, { "retry-after": "2" });
    await expect(collect()).rejects.toMatchObject({ provider: "groq", fault, retryAfterMs: 2000 });
    expect(wire.requests).toHaveLength(1);
  });

  it.each<[string, (res: ServerResponse) => void]>([
    ["no headers", () => undefined],
    ["headers and nothing else", begin],
    ["a word and then silence", (res) => (begin(res), res.write(chunk({ delta: { content: "Hel" } })))],
  ])("gives up after %s", async (_what, behave) => {
    wire.onRequest = behave;
    await expect(collect(REQUEST, 300)).rejects.toMatchObject({ fault: "timeout", retryable: true });
  });

  it.each<[string, (res: ServerResponse) => void]>([
    ["breaks off", (res) => res.destroy()],
    ["ends without a finish", (res) => res.end("data: [DONE]\n\n")],
    ["reports an error", (res) => res.end(`data: {"error":{"message":"over capacity"}}\n\n`)],
    ["reports an error in x_groq", (res) => res.end(chunk({}, { x_groq: { error: "stopped" } }))],
  ])("fails when the stream %s", async (_what, breakOff) => {
    wire.onRequest = (res) => {
      begin(res);
      res.write(chunk({ delta: { content: "Hel" } }), () => breakOff(res));
    };
    await expect(collect()).rejects.toMatchObject({ provider: "groq", retryable: true });
  });

  it("ends quietly when told to stop, and cancels the request", async () => {
    const stop = new AbortController();
    let gone: Promise<unknown> | undefined;
    wire.onRequest = (res) => {
      gone = once(res, "close");
      begin(res);
      res.write(chunk({ delta: { content: "Hel" } }));
    };
    const events: LlmEvent[] = [];
    for await (const event of groq(5000).stream(REQUEST, stop.signal)) {
      events.push(event);
      stop.abort();
    }
    expect(events).toEqual([{ type: "text", text: "Hel" }]);
    await gone;
    for await (const _ of groq().stream(REQUEST, stop.signal)) throw new Error("it went on");
  });

  it("cancels the request when nobody reads on", async () => {
    let gone: Promise<unknown> | undefined;
    wire.onRequest = (res) => {
      gone = once(res, "close");
      begin(res);
      res.write(chunk({ delta: { content: "Hel" } }));
    };
    for await (const _ of groq(5000).stream(REQUEST, new AbortController().signal)) break;
    await gone;
  });

  it("keeps its connection between answers", async () => {
    const ports = new Set<number | undefined>();
    wire.onRequest = (res) => {
      ports.add(res.socket?.remotePort);
      begin(res);
      res.end(`${chunk({ finish_reason: "stop" })}data: [DONE]\n\n`);
    };
    const llm = groq();
    for (let i = 0; i < 3; i++)
      for await (const event of llm.stream(REQUEST, new AbortController().signal))
        expect(event.type).toBe("end");
    expect(ports.size).toBe(1);
  });

  it("is unreachable when nobody listens", async () => {
    await wire.close();
    await expect(collect()).rejects.toMatchObject({ fault: "unreachable", retryable: true });
    wire = await WireDouble.open();
  });

  it("checks that the model is still offered", async () => {
    wire.onRequest = (res) => json(res, 200, { object: "list", data: [{ id: "openai/gpt-oss-120b" }] });
    await groq().check();
    wire.onRequest = (res) => json(res, 200, { object: "list", data: [{ id: "other" }] });
    await expect(groq().check()).rejects.toMatchObject({ fault: "not_found" });
    wire.onRequest = (res) => json(res, 401, {});
    await expect(groq().check()).rejects.toMatchObject({ fault: "refused_credentials" });
  });
});
