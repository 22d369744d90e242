import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InOrder } from "./in-order.ts";
import { isSandboxCarrier } from "#lib/domain/dialing/sandbox-carrier";
import { LATE_AT_MOST_MS } from "./carrier-turn.ts";
import { ASK_AFTER_SILENCE_MS, isWordOverdue, type SilenceFacts } from "./watch-calls.ts";

describe("requests to the carrier", () => {
  it("are never four in a second at 2.5 turns a second, each as late as it may be", () => {
    const gapMs = 1000 / 2.5;
    const late = fc.array(fc.integer({ min: 0, max: LATE_AT_MOST_MS }), { minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(late, (delays) => {
        const sentAt = delays.map((delay, i) => i * gapMs + delay).toSorted((a, b) => a - b);
        for (const [i, at] of sentAt.entries()) {
          expect(sentAt.slice(i).filter((later) => later - at <= 1000).length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});

describe("work in order", () => {
  it("runs one key's work one after the other, also after a failure, and other keys beside it", async () => {
    const inOrder = new InOrder();
    const gate = Promise.withResolvers<void>();
    const seen: string[] = [];
    const first = inOrder.run("a", async () => {
      await gate.promise;
      seen.push("a1");
      throw new Error("broken");
    });
    const second = inOrder.run("a", async () => void seen.push("a2"));
    await inOrder.run("b", async () => void seen.push("b1"));
    expect(seen).toEqual(["b1"]);
    gate.resolve();
    await expect(first).rejects.toThrow("broken");
    await second;
    expect(seen).toEqual(["b1", "a1", "a2"]);
  });
});

describe("the carrier's silence", () => {
  const start = Date.parse("2026-11-20T12:00:00Z");
  const at = (ms: number): Date => new Date(start + ms);
  const call: SilenceFacts["call"] = {
    state: "ringing",
    requestedAt: at(0),
    answeredAt: null,
    sessionEndedAt: null,
    isTransferred: false,
    lastHeardAt: at(1000),
    ringTimeoutS: 30,
    maxDurationS: 600,
  };
  const overdueAt = (c: SilenceFacts["call"], ms: number): boolean => isWordOverdue({ call: c, now: at(ms) });

  it("lasts too long when nobody says what became of the ringing", () => {
    expect(overdueAt(call, 30_000 + ASK_AFTER_SILENCE_MS)).toBe(false);
    expect(overdueAt(call, 30_001 + ASK_AFTER_SILENCE_MS)).toBe(true);
  });

  it("lasts too long when the conversation has ended and no `completed` comes", () => {
    const over = { ...call, state: "answered" as const, answeredAt: at(5000), sessionEndedAt: at(60_000) };
    expect(overdueAt(over, 60_000 + ASK_AFTER_SILENCE_MS)).toBe(false);
    expect(overdueAt(over, 60_001 + ASK_AFTER_SILENCE_MS)).toBe(true);
    expect(overdueAt({ ...over, state: "ended" }, 999_999)).toBe(false);
  });

  it("is no wonder while a conversation goes on", () => {
    const talking = { ...call, state: "answered" as const, answeredAt: at(5000) };
    expect(overdueAt(talking, 300_000)).toBe(false);
    expect(overdueAt(talking, 5000 + 600_000 + ASK_AFTER_SILENCE_MS + 1)).toBe(true);
  });
});

describe("the sandbox's carrier", () => {
  it("is one on this machine, and nothing else", () => {
    expect(isSandboxCarrier("http://127.0.0.1:3002")).toBe(true);
    expect(isSandboxCarrier("http://localhost:3002")).toBe(true);
    expect(isSandboxCarrier("https://api.nexmo.com")).toBe(false);
    expect(isSandboxCarrier("https://127.0.0.1.example.com")).toBe(false);
    expect(isSandboxCarrier(undefined)).toBe(false);
  });
});
