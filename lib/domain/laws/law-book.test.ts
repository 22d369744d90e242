import { describe, expect, it } from "vitest";
import { US_STATES } from "#lib/domain/places/us-states";
import { easterSunday, isHoliday } from "./holidays.ts";
import { lawBookOf, SHIPPED_BOOK } from "./law-book.ts";
import { lawSchema, type Law } from "./law.ts";
import { lawBookFrom, lawHistory } from "./law-changes.ts";
import { SHIPPED_LAWS } from "./shipped-laws.ts";

const week = Array.from({ length: 7 * 24 * 4 }, (_, quarter) => ({
  year: 2026,
  month: 11,
  day: 16 + Math.floor(quarter / 96),
  weekday: Math.floor(quarter / 96),
  minuteOfDay: (quarter % 96) * 15,
}));
const openQuarters = (place: string, book = SHIPPED_BOOK): number[] =>
  week.flatMap((local, i) => (book.askHours(place, local) === "open" ? [i] : []));

function change(place: string, changes: Partial<Law>): Law {
  const [first] = SHIPPED_LAWS;
  if (!first) throw new Error("No laws are shipped.");
  return { ...(SHIPPED_BOOK.lawOf(place) ?? first), place, ...changes };
}
const inNovember = (day: number): Date => new Date(Date.UTC(2026, 10, day));

describe("the law's hours", () => {
  it("are written so that they can be read, with a source, a date and a review to come", () => {
    for (const law of SHIPPED_LAWS) {
      expect(lawSchema.parse(law), law.place).toEqual(law);
      expect(law.review_by > law.entered_on, law.place).toBe(true);
    }
    expect(new Set(SHIPPED_LAWS.map((rule) => rule.place)).size).toBe(SHIPPED_LAWS.length);
  });

  it("of a place that is not known are never wider than any that is", () => {
    const unknown = openQuarters("ZZ");
    expect(unknown.length).toBeGreaterThan(0);
    for (const { place } of SHIPPED_LAWS) {
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

  it("of an operator stand in the place of what is shipped, and narrow what holds for the unknown", () => {
    const book = lawBookOf([
      change("FR", { weekdays: "15:00-16:00" }),
      change("GB", { attempts_per_day: 1 }),
    ]);
    expect(openQuarters("FR", book)).toHaveLength(5 * 4);
    expect(new Set(openQuarters("ZZ", book)).size).toBeLessThanOrEqual(5 * 4);
    expect(openQuarters("GB", book)).toHaveLength(7 * 13 * 4);
    expect(openQuarters("US-CA", book)).toEqual(openQuarters("US-CA"));
    expect(book.capsOf(["GB"]).perDay).toBe(1);
    expect(book.capsOf(["ZZ"])).toEqual({ perDay: 1, per30Days: 4 });
    // Somewhere in the USA may be a state that allows three.
    expect(book.capsOf(["US"])).toEqual({ perDay: 3, per30Days: Infinity });
    expect(book.capsOf([])).toEqual({ perDay: Infinity, per30Days: Infinity });
    expect(lawBookFrom(JSON.stringify([change("FR", { saturday: "" })])).lawOf("FR")?.place).toBe("FR");
    expect(() => lawBookFrom('[{"place":"FR"}]')).toThrow(/weekdays/);
  });

  it("are known for each moment: before, between and after the changes", () => {
    const { place: _, ...terms } = change("FR", { weekdays: "15:00-16:00" });
    const lawsAt = lawHistory([
      { place: "FR", terms, at: inNovember(2) },
      { place: "FR", terms: null, at: inNovember(4) },
    ]);
    const hours = (day: number) => lawsAt(inNovember(day)).lawOf("FR")?.weekdays;
    expect([1, 2, 3, 4, 9].map(hours)).toEqual([
      "10:00-13:00 14:00-20:00",
      "15:00-16:00",
      "15:00-16:00",
      "10:00-13:00 14:00-20:00",
      "10:00-13:00 14:00-20:00",
    ]);
  });

  it.each(["9-17", "09:00-09:00", "12:00-13:00 12:30-14:00", "09:10-12:00", "09:00 - 12:00", "24:00-24:15"])(
    "are not taken as %s",
    (weekdays) => {
      expect(lawSchema.safeParse(change("FR", { weekdays })).success).toBe(false);
    },
  );
});
