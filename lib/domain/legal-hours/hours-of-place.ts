import { HOLIDAY_CALENDARS, isHoliday, type HolidayCalendar } from "./holidays.ts";
import { LEGAL_HOURS, type LegalHours } from "./legal-hours.ts";
import { US_STATES } from "../places/us-states.ts";

interface LocalMinute {
  year: number;
  month: number;
  day: number;
  /** 0 = Monday … 6 = Sunday. */
  weekday: number;
  minuteOfDay: number;
}

interface PlaceHours {
  /** Open minutes of a day, by weekday. */
  week: readonly (readonly Range[])[];
  holidays: readonly HolidayCalendar[];
}
type Range = readonly [from: number, to: number];

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

function rangesOf(text: string): Range[] {
  return text
    .split(" ")
    .filter(Boolean)
    .map((range) => [minutesOf(range.slice(0, 5)), minutesOf(range.slice(6))]);
}

function toPlaceHours(rule: LegalHours): PlaceHours {
  const weekdays = rangesOf(rule.weekdays);
  return {
    week: [weekdays, weekdays, weekdays, weekdays, weekdays, rangesOf(rule.saturday), rangesOf(rule.sunday)],
    holidays: rule.holidays ? [rule.holidays] : [],
  };
}

const both = (a: readonly Range[], b: readonly Range[]): Range[] =>
  a.flatMap(([from, to]) =>
    b
      .map(([otherFrom, otherTo]): Range => [Math.max(from, otherFrom), Math.min(to, otherTo)])
      .filter(([start, end]) => start < end),
  );

const allOf = (places: readonly PlaceHours[]): PlaceHours =>
  places.reduce((a, b) => ({
    week: a.week.map((ranges, day) => both(ranges, b.week[day] ?? [])),
    holidays: [...new Set([...a.holidays, ...b.holidays])],
  }));

const RULES = new Map(LEGAL_HOURS.map((rule) => [rule.place, toPlaceHours(rule)]));
/** Where nothing is known: only what every known rule allows. */
const STRICTEST: PlaceHours = { ...allOf([...RULES.values()]), holidays: HOLIDAY_CALENDARS };
const FEDERAL = RULES.get("US") ?? STRICTEST;
const ANY_STATE = allOf(US_STATES.map((state) => RULES.get(`US-${state}`) ?? FEDERAL));

/** `US` alone is somewhere in the USA: only what every state allows. */
function hoursOf(place: string): PlaceHours {
  if (place === "US") return ANY_STATE;
  return RULES.get(place) ?? (place.startsWith("US-") ? FEDERAL : STRICTEST);
}

/** `holiday` where the hour alone would be allowed. */
export function askLegalHours(place: string, local: LocalMinute): "open" | "closed" | "holiday" {
  const hours = hoursOf(place);
  const ranges = hours.week[local.weekday] ?? [];
  if (!ranges.some(([from, to]) => local.minuteOfDay >= from && local.minuteOfDay < to)) return "closed";
  return hours.holidays.some((calendar) => isHoliday(calendar, local)) ? "holiday" : "open";
}

const LAWS = new Map(LEGAL_HOURS.map((rule) => [rule.place, rule]));

/** The rule that holds in a place; null: none is known, or it may be any state of the USA. */
export function lawOf(place: string): LegalHours | null {
  if (place === "US") return null;
  return LAWS.get(place) ?? (place.startsWith("US-") ? (LAWS.get("US") ?? null) : null);
}
