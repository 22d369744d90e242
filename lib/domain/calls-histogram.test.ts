import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allBars, barWidthS, wholeSteps } from "./calls-histogram.ts";

const HOUR_MS = 3_600_000;
const at = Date.UTC(2026, 10, 20, 12);

describe("barWidthS", () => {
  it("takes widths that people read off a clock", () => {
    expect(barWidthS(at - HOUR_MS, at)).toBe(60);
    expect(barWidthS(at - 24 * HOUR_MS, at)).toBe(1800);
    expect(barWidthS(at - 7 * 24 * HOUR_MS, at)).toBe(10_800);
    expect(barWidthS(at - 30 * 24 * HOUR_MS, at)).toBe(43_200);
    expect(barWidthS(at - 365 * 24 * HOUR_MS, at)).toBe(604_800);
  });
});

describe("wholeSteps", () => {
  it("takes hours where a bar is made of them, else quarters, and nothing where a bar is shorter", () => {
    const quarter = HOUR_MS / 4;
    expect(wholeSteps(at - 1, at + 2 * HOUR_MS + 1, 10_800)).toEqual({
      grain: "hour",
      fromMs: at,
      toMs: at + 2 * HOUR_MS,
    });
    expect(wholeSteps(at + 1, at + HOUR_MS, 1800)).toEqual({
      grain: "quarter",
      fromMs: at + quarter,
      toMs: at + HOUR_MS,
    });
    expect(wholeSteps(at, at + HOUR_MS, 300)).toBeNull();
    expect(wholeSteps(at + 1, at + HOUR_MS - 1, 3600)).toBeNull();
  });
});

describe("allBars", () => {
  it("has a bar for every span, and each call in exactly one part of it", () => {
    const bars = allBars([{ at: "2026-11-20T11:00:00.000Z", calls: 5, answered: 3, goals: 1 }], {
      fromMs: at - 2 * HOUR_MS + 1000,
      toMs: at,
      widthS: 3600,
    });
    expect(bars).toEqual([
      { atMs: at - 2 * HOUR_MS, goals: 0, answered: 0, other: 0 },
      { atMs: at - HOUR_MS, goals: 1, answered: 2, other: 2 },
    ]);
  });

  it("never has more than sixty-one bars within five years", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 * 365 * 24 * HOUR_MS }), (spanMs) => {
        const [fromMs, toMs] = [at - spanMs, at];
        const bars = allBars([], { fromMs, toMs, widthS: barWidthS(fromMs, toMs) });
        expect(bars.length).toBeLessThanOrEqual(62);
        expect(bars[0]?.atMs).toBeLessThanOrEqual(fromMs);
      }),
    );
  });
});
