import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodOf, wholeWeeks } from "./period.ts";

const NOW = new Date("2026-11-26T03:00:00Z");

describe("the days of a look back", () => {
  it("are the last thirty where nothing is said, by the clock that is meant", () => {
    expect(periodOf({ timezone: "UTC" }, NOW)).toEqual({
      from: "2026-10-28",
      to: "2026-11-26",
      timezone: "UTC",
    });
    expect(periodOf({ timezone: "America/New_York" }, NOW).to).toBe("2026-11-25");
  });

  it("end and begin where it is said", () => {
    const days = { from: "2025-12-01", to: "2026-11-30", timezone: "UTC" };
    expect(periodOf(days, NOW)).toEqual(days);
    expect(periodOf({ to: "2026-03-01", timezone: "UTC" }, NOW).from).toBe("2026-01-31");
  });

  it("neither run backwards nor are more than a year", () => {
    const backwards = { from: "2026-11-27", to: "2026-11-26", timezone: "UTC" };
    expect(() => periodOf(backwards, NOW)).toThrow(/after the last/);
    expect(() => periodOf({ from: "2025-11-25", timezone: "UTC" }, NOW)).toThrow(/366 days/);
  });
});

const DAY_MS = 86_400_000;
const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const gap = (a: string, b: string): number => (Date.parse(b) - Date.parse(a)) / DAY_MS;

describe("whole weeks", () => {
  it("begin and end on Mondays, with less than a week before and after them", () => {
    const begin = fc.integer({
      min: Date.parse("2020-01-01") / DAY_MS,
      max: Date.parse("2040-01-01") / DAY_MS,
    });
    fc.assert(
      fc.property(begin, fc.integer({ min: 7, max: 366 }), (day, days) => {
        const [from, to] = [dayAt(day * DAY_MS), dayAt((day + days - 1) * DAY_MS)];
        const { first, end } = wholeWeeks({ from, to });
        for (const monday of [first, end]) expect(new Date(monday).getUTCDay()).toBe(1);
        for (const rest of [gap(from, first), gap(end, to) + 1]) {
          expect(rest).toBeGreaterThanOrEqual(0);
          expect(rest).toBeLessThan(7);
        }
      }),
    );
  });
});
