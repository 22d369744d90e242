import { describe, expect, it } from "vitest";
import { US_STATES } from "#lib/domain/places/us-states";
import { easterSunday, isHoliday } from "./holidays.ts";
import { askLegalHours } from "./hours-of-place.ts";
import { LEGAL_HOURS } from "./legal-hours.ts";

const week = Array.from({ length: 7 * 24 * 4 }, (_, quarter) => ({
  year: 2026,
  month: 11,
  day: 16 + Math.floor(quarter / 96),
  weekday: Math.floor(quarter / 96),
  minuteOfDay: (quarter % 96) * 15,
}));
const openQuarters = (place: string): number[] =>
  week.flatMap((local, i) => (askLegalHours(place, local) === "open" ? [i] : []));

describe("the law's hours", () => {
  it("are written so that they can be read, with a source, a date and a review to come", () => {
    for (const rule of LEGAL_HOURS) {
      for (const hours of [rule.weekdays, rule.saturday, rule.sunday]) {
        expect(hours, rule.place).toMatch(
          /^$|^\d\d:[0134][05]-\d\d:[0134][05]( \d\d:[0134][05]-\d\d:[0134][05])*$/,
        );
      }
      expect(rule.source.length, rule.place).toBeGreaterThan(5);
      expect(rule.reviewBy > rule.enteredOn, rule.place).toBe(true);
    }
    expect(new Set(LEGAL_HOURS.map((rule) => rule.place)).size).toBe(LEGAL_HOURS.length);
  });

  it("of a place that is not known are never wider than any that is", () => {
    const unknown = openQuarters("ZZ");
    expect(unknown.length).toBeGreaterThan(0);
    for (const { place } of LEGAL_HOURS) {
      const open = new Set(openQuarters(place));
      expect(
        unknown.filter((quarter) => !open.has(quarter)),
        place,
      ).toEqual([]);
    }
  });

  it("of somewhere in the USA are what every state allows", () => {
    const anywhere = openQuarters("US");
    expect(anywhere.length).toBeGreaterThan(0);
    for (const state of US_STATES) {
      const open = new Set(openQuarters(`US-${state}`));
      expect(
        anywhere.filter((quarter) => !open.has(quarter)),
        state,
      ).toEqual([]);
    }
    expect(openQuarters("US-CA").length).toBe(7 * 13 * 4);
  });

  it("know Easter and the days that move with it", () => {
    const sundays = [
      [2024, "2024-03-31"],
      [2025, "2025-04-20"],
      [2026, "2026-04-05"],
      [2027, "2027-03-28"],
      [2038, "2038-04-25"],
    ] as const;
    for (const [year, day] of sundays) expect(easterSunday(year).toISOString().slice(0, 10)).toBe(day);
    expect(isHoliday("FR", { year: 2026, month: 5, day: 14 })).toBe(true);
    expect(isHoliday("FR", { year: 2026, month: 5, day: 15 })).toBe(false);
  });

  it("keep Thanksgiving, and a holiday on a weekend on its weekday as well", () => {
    expect(isHoliday("US", { year: 2026, month: 11, day: 26 })).toBe(true);
    expect(isHoliday("US", { year: 2026, month: 5, day: 25 })).toBe(true);
    // 4 July 2026 is a Saturday; New Year's Day of 2028 is one too.
    expect(isHoliday("US", { year: 2026, month: 7, day: 3 })).toBe(true);
    expect(isHoliday("US", { year: 2027, month: 12, day: 31 })).toBe(true);
    expect(isHoliday("US", { year: 2026, month: 7, day: 7 })).toBe(false);
  });
});
