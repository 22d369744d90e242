import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentilesOf } from "./reply-histogram.ts";

describe("percentiles of a histogram", () => {
  it("are those of the times themselves", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 60 }), (times) => {
        const histogram = new Map<number, number>();
        for (const ms of times) histogram.set(ms, (histogram.get(ms) ?? 0) + 1);
        const ordered = times.toSorted((a, b) => a - b);
        const at = (part: number) => ordered[Math.ceil(times.length * part) - 1] ?? null;
        expect(percentilesOf(histogram)).toEqual({ p50: at(0.5), p95: at(0.95), replies: times.length });
      }),
    );
  });

  it("know when there is nothing, also after something was taken out again", () => {
    const nothing = { p50: null, p95: null, replies: 0 };
    expect([percentilesOf(new Map()), percentilesOf(new Map([[450, 0]]))]).toEqual([nothing, nothing]);
  });
});
