import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heatOf, labelledDays, niceTop, shortDay } from "./prepare.ts";

describe("what a chart is drawn from", () => {
  it.each([
    [[], 1],
    [[0], 1],
    [[1, 3], 5],
    [[7], 10],
    [[10], 10],
    [[101], 200],
    [[0.03], 0.05],
  ])("tops %j at %d", (values, top) => {
    expect(niceTop(values)).toBeCloseTo(top);
  });

  it("never tops below a value, nor ten times above it", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1 }), (values) => {
        const top = niceTop(values);
        expect(top).toBeGreaterThanOrEqual(Math.max(...values));
        expect(top).toBeLessThan(Math.max(...values) * 10);
      }),
    );
  });

  it("names the last day and few others", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (count) => {
        const named = labelledDays(count);
        expect(named.has(count - 1)).toBe(true);
        expect(named.size).toBeLessThanOrEqual(7);
      }),
    );
  });

  it("says a day shortly, whatever the reader's zone", () => {
    expect(shortDay("2026-11-01")).toBe("Nov 1");
  });

  it("shows the least of something stronger than nothing", () => {
    expect([heatOf(0, 100), heatOf(1, 100), heatOf(50, 100), heatOf(100, 100), heatOf(0, 0)]).toEqual([
      0, 1, 2, 4, 0,
    ]);
  });
});
