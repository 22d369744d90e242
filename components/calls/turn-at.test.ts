import { describe, expect, it } from "vitest";
import { turnAt } from "./turn-at.ts";

const turns = [
  { index: 0, role: "agent", started_ms: 400 },
  { index: 1, role: "callee", started_ms: 3_000 },
  { index: 2, role: "tool", started_ms: 3_500 },
  { index: 3, role: "agent", started_ms: 5_000 },
] as const;

describe("turnAt", () => {
  it("is the latest utterance that has begun, never a tool", () => {
    expect(turnAt([...turns], 100)).toBeNull();
    expect(turnAt([...turns], 400)).toBe(0);
    expect(turnAt([...turns], 4_900)).toBe(1);
    expect(turnAt([...turns], 60_000)).toBe(3);
  });
});
