import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { barPath, byWeek, heatOf, labelledDays, mostFrequent, niceTop, shortDay } from "./prepare.ts";

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

  it("draws bars side by side from their ground, and nothing where there is nothing", () => {
    const bars = [
      { from: 0, to: 0.5 },
      { from: 0.25, to: 0.25 },
      { from: 0.5, to: 1 },
    ];
    expect(barPath(bars)).toBe("M6 1000V500h88V1000zM206 500V0h88V500z");
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

  it("draws weeks from Monday on where there are too many days, and loses nothing of them", () => {
    const days = Array.from({ length: 100 }, (_, i) => ({
      day: new Date(Date.UTC(2026, 0, 3 + i)).toISOString().slice(0, 10),
      values: { calls: i, none: null },
    }));
    const { days: weeks, isByWeek } = byWeek(days);
    expect(isByWeek).toBe(true);
    expect(weeks.slice(0, 3).map(({ day }) => day)).toEqual(["2026-01-03", "2026-01-05", "2026-01-12"]);
    expect(weeks.reduce((sum, { values }) => sum + (values["calls"] ?? 0), 0)).toBe(4950);
    expect(weeks.every(({ values }) => values["none"] === null)).toBe(true);
    expect(byWeek(days.slice(0, 92))).toEqual({ days: days.slice(0, 92), isByWeek: false });
  });

  it("shows at most eight series: the rest are told together", () => {
    const counts = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, 10 - i]));
    const { keys, hasOther, valuesOf } = mostFrequent([{ day: "2026-01-01", counts }]);
    expect([keys.length, hasOther, valuesOf(counts)["other"]]).toEqual([7, true, 1 + 2 + 3]);
    const few = mostFrequent([{ day: "2026-01-01", counts: { a: 1, b: 2 } }]);
    expect([few.keys, few.hasOther]).toEqual([["b", "a"], false]);
  });
});
