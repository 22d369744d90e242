import { beforeEach, describe, expect, it } from "vitest";
import { UsageMeter } from "#lib/domain/cost/usage-meter";
import { ProviderError } from "../errors.ts";
import { calling, FakeLlm, spoken } from "../llm/fake-llm.ts";
import type { LlmEvent, LlmRequest } from "../llm/port.ts";
import { BREAKER_DEFAULTS } from "./breaker.ts";
import { Candidate, type ProviderFailover } from "./candidate.ts";
import { failoverLlm } from "./failover-llm.ts";

const REQUEST: LlmRequest = { messages: [{ role: "user", content: "Hello?" }], model: "the-agent-s-own" };
const STALL = new ProviderError("groq", "timeout");
let nowMs: number;
let first: FakeLlm;
let second: FakeLlm;
let candidates: Candidate<FakeLlm>[];
let told: ProviderFailover[];
let meter: UsageMeter;

beforeEach(() => {
  nowMs = 0;
  first = new FakeLlm();
  second = new FakeLlm();
  told = [];
  meter = new UsageMeter();
  candidates = [new Candidate("first", first, () => nowMs), new Candidate("second", second, () => nowMs)];
});

async function ask(signal = new AbortController().signal): Promise<LlmEvent[]> {
  const events: LlmEvent[] = [];
  for await (const event of failoverLlm(candidates, (one) => told.push(one), meter).stream(REQUEST, signal))
    events.push(event);
  return events;
}

const textOf = (events: LlmEvent[]): string =>
  events.map((event) => (event.type === "text" ? event.text : "")).join("");

/** Says this much and fails. */
const breakingOff = (text: string, error: Error) =>
  function* (): Generator<LlmEvent> {
    for (const event of spoken(text)) if (event.type === "text") yield event;
    throw error;
  };

describe("models that stand in for each other", () => {
  it("leave the second alone as long as the first answers", async () => {
    first.answerWith(spoken("Good morning."));
    expect(textOf(await ask())).toBe("Good morning.");
    expect(second.requests).toHaveLength(0);
    expect(told).toEqual([]);
  });

  it("ask the second, with its own model, when no word came; and tell it", async () => {
    first.answerWith(STALL);
    second.answerWith(spoken("Good morning."));
    const events = await ask();
    expect(textOf(events)).toBe("Good morning.");
    expect(events.filter((event) => event.type === "end")).toHaveLength(1);
    expect(first.requests[0]?.model).toBe("the-agent-s-own");
    expect(second.requests[0]).toMatchObject({ model: null, messages: REQUEST.messages });
    expect(told).toEqual([{ service: "llm", from: "first", to: "second", fault: "timeout" }]);
  });

  it("go on in mid-sentence, and say nothing twice", async () => {
    first.answerWith(breakingOff("The reason I'm calling is", STALL));
    second.answerWith(spoken("The reason I'm calling is that it works."));
    expect(textOf(await ask())).toBe("The reason I'm calling is that it works.");
    expect(second.requests[0]?.messages.map(({ role }) => role)).toEqual(["user", "assistant", "system"]);
  });

  it("take tools from the one that stands in", async () => {
    first.answerWith(new ProviderError("groq", "rate_limited"));
    second.answerWith(calling(["end_call", { farewell: "Bye" }]));
    expect((await ask())[0]).toMatchObject({ type: "tool_calls", calls: [{ name: "end_call" }] });
  });

  it("ask nobody else when the caller has gone", async () => {
    const stop = new AbortController();
    first.answerWith(function* (): Generator<LlmEvent> {
      yield { type: "text", text: "Good" };
      stop.abort();
      throw STALL;
    });
    expect(textOf(await ask(stop.signal))).toBe("Good");
    expect(second.requests).toHaveLength(0);
  });

  it("give up for good when nobody answers", async () => {
    first.answerWith(STALL);
    second.answerWith(new ProviderError("groq", "rate_limited"));
    await expect(ask()).rejects.toMatchObject({ retryable: false, cause: { fault: "rate_limited" } });
  });

  it("count each what it took: a stand-in its own, a refusal nothing, what was broken off by its characters", async () => {
    second.model = "the stand-in's";
    first.answerWith(breakingOff("Of course. ", STALL));
    second.answerWith([
      { type: "text", text: "Monday?" },
      { type: "end", finishReason: "stop", promptTokens: 30, completionTokens: 4 },
    ]);
    await ask();
    first.answerWith(new ProviderError("groq", "rate_limited"));
    second.answerWith([{ type: "end", finishReason: "stop", promptTokens: 30, completionTokens: 4 }]);
    await ask();
    const asked = REQUEST.messages[0]?.content.length ?? 0;
    expect(meter.total().llm).toEqual([
      {
        provider: "groq",
        model: "the-agent-s-own",
        input_tokens: Math.ceil((asked + "[]".length) / 4),
        output_tokens: 3,
      },
      { provider: "groq", model: "the stand-in's", input_tokens: 60, output_tokens: 8 },
    ]);
  });

  it("count a question whose answer nobody waits for any more", async () => {
    first.answerWith(spoken("Good morning to you all."));
    const { signal } = new AbortController();
    for await (const event of failoverLlm(candidates, () => undefined, meter).stream(REQUEST, signal)) {
      expect(event).toEqual({ type: "text", text: "Good" });
      break;
    }
    expect(meter.total().llm).toMatchObject([{ output_tokens: 1 }]);
  });

  it("leave one that keeps failing alone, then try it again by one answer", async () => {
    for (let i = 0; i < BREAKER_DEFAULTS.failures; i++) {
      first.answerWith(STALL);
      second.answerWith(spoken("Hello."));
      await ask();
    }
    second.answerWith(spoken("Hello."));
    await ask();
    expect(first.requests).toHaveLength(BREAKER_DEFAULTS.failures);
    expect(told.at(-1)).toEqual({ service: "llm", from: "first", to: "second", fault: "timeout" });
    nowMs += BREAKER_DEFAULTS.openMs;
    first.answerWith(spoken("I am back."));
    expect(textOf(await ask())).toBe("I am back.");
  });

  it("ask even one that is left alone when nobody else is left", async () => {
    candidates[0]?.failed("refused_credentials");
    second.answerWith(STALL);
    first.answerWith(spoken("Here I am."));
    expect(textOf(await ask())).toBe("Here I am.");
  });

  it("leave nobody alone for a request that was wrong", async () => {
    for (let i = 0; i < BREAKER_DEFAULTS.failures + 1; i++) {
      first.answerWith(new ProviderError("groq", "refused_request"));
      second.answerWith(spoken("Hello."));
      await ask();
    }
    expect(first.requests).toHaveLength(BREAKER_DEFAULTS.failures + 1);
  });
});
