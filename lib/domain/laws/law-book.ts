import { US_STATES } from "../places/us-states.ts";
import { HOLIDAY_CALENDARS, isHoliday, type HolidayCalendar } from "./holidays.ts";
import type { Law } from "./law.ts";
import { SHIPPED_LAWS } from "./shipped-laws.ts";

export interface LocalMinute {
  year: number;
  month: number;
  day: number;
  /** 0 = Monday … 6 = Sunday. */
  weekday: number;
  minuteOfDay: number;
}

type Range = readonly [from: number, to: number];

/** What holds in a place, or in several at once. */
interface Terms {
  /** Open minutes of a day, by weekday. */
  week: readonly (readonly Range[])[];
  holidays: readonly HolidayCalendar[];
  /** `Infinity`: no law says. */
  perDay: number;
  per30Days: number;
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

function rangesOf(text: string): Range[] {
  return text
    .split(" ")
    .filter(Boolean)
    .map((range) => [minutesOf(range.slice(0, 5)), minutesOf(range.slice(6))]);
}

function termsOf(law: Law): Terms {
  const weekdays = rangesOf(law.weekdays);
  return {
    week: [weekdays, weekdays, weekdays, weekdays, weekdays, rangesOf(law.saturday), rangesOf(law.sunday)],
    holidays: law.holidays ? [law.holidays] : [],
    perDay: law.attempts_per_day ?? Infinity,
    per30Days: law.attempts_per_30_days ?? Infinity,
  };
}

const both = (a: readonly Range[], b: readonly Range[]): Range[] =>
  a.flatMap(([from, to]) =>
    b
      .map(([otherFrom, otherTo]): Range => [Math.max(from, otherFrom), Math.min(to, otherTo)])
      .filter(([start, end]) => start < end),
  );

/** Only what each of them allows. */
const strictestOf = (terms: readonly Terms[]): Terms =>
  terms.reduce((a, b) => ({
    week: a.week.map((ranges, day) => both(ranges, b.week[day] ?? [])),
    holidays: [...new Set([...a.holidays, ...b.holidays])],
    perDay: Math.min(a.perDay, b.perDay),
    per30Days: Math.min(a.per30Days, b.per30Days),
  }));

/** The laws that hold at one time. A place that none of them names has what all of them together allow. */
export class LawBook {
  private readonly laws: ReadonlyMap<string, Law>;
  private readonly terms: ReadonlyMap<string, Terms>;
  private readonly unknown: Terms;
  private readonly anyState: Terms;

  constructor(laws: Iterable<Law>) {
    this.laws = new Map([...laws].map((law) => [law.place, law]));
    this.terms = new Map([...this.laws.values()].map((law) => [law.place, termsOf(law)]));
    this.unknown = { ...strictestOf([...this.terms.values()]), holidays: HOLIDAY_CALENDARS };
    this.anyState = strictestOf(US_STATES.map((state) => this.termsOf(`US-${state}`)));
  }

  /** `US` alone is somewhere in the USA: only what every state allows. */
  private termsOf(place: string): Terms {
    if (place === "US") return this.anyState;
    const federal = place.startsWith("US-") ? this.terms.get("US") : undefined;
    return this.terms.get(place) ?? federal ?? this.unknown;
  }

  /** `holiday` where the hour alone would be allowed. */
  askHours(place: string, local: LocalMinute): "open" | "closed" | "holiday" {
    const terms = this.termsOf(place);
    const ranges = terms.week[local.weekday] ?? [];
    if (!ranges.some(([from, to]) => local.minuteOfDay >= from && local.minuteOfDay < to)) return "closed";
    return terms.holidays.some((calendar) => isHoliday(calendar, local)) ? "holiday" : "open";
  }

  /** How often one number may be made to ring by the laws of all these places; `Infinity`: none of them says. */
  capsOf(places: readonly string[]): { perDay: number; per30Days: number } {
    const terms = places.map((place) => this.termsOf(place));
    return {
      perDay: Math.min(...terms.map((one) => one.perDay)),
      per30Days: Math.min(...terms.map((one) => one.per30Days)),
    };
  }

  /** The rule that holds in a place; null: none is known, or it may be any state of the USA. */
  lawOf(place: string): Law | null {
    if (place === "US") return null;
    return this.laws.get(place) ?? (place.startsWith("US-") ? (this.laws.get("US") ?? null) : null);
  }

  all(): Law[] {
    return [...this.laws.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
  }
}

export const SHIPPED_BOOK = new LawBook(SHIPPED_LAWS);

/** The shipped laws with the operator's own in the place of, or beside, them. */
export function lawBookOf(changed: readonly Law[]): LawBook {
  if (changed.length === 0) return SHIPPED_BOOK;
  return new LawBook([...SHIPPED_LAWS, ...changed]);
}
