import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { affordableSeconds, LEAST_CALL_S, reckonedMicros } from "./budget.ts";

const AT = new Date("2026-11-26T12:00:00Z");
const reckon = (seconds: number): number =>
  reckonedMicros({ to: "+14155550100", promptCharacters: 2000, model: null }, seconds, AT);

describe("how long a call may be that a budget pays for", () => {
  it("is as long as wanted where there is enough, and never so short that it would be none", () => {
    expect(affordableSeconds(1_000_000_000, 600, reckon)).toBe(600);
    expect(affordableSeconds(0, 600, reckon)).toBe(LEAST_CALL_S);
    expect(affordableSeconds(0, 45, reckon)).toBe(45);
  });

  it("is the longest that what is left pays for", () => {
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.integer({ min: 30, max: 7200 }), (left, wanted) => {
        const seconds = affordableSeconds(left, wanted, reckon);
        expect(seconds).toBeLessThanOrEqual(wanted);
        if (seconds > LEAST_CALL_S) expect(reckon(seconds)).toBeLessThanOrEqual(left);
        if (seconds < wanted) expect(reckon(seconds + 1)).toBeGreaterThan(left);
      }),
    );
  });
});
