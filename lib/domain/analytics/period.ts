import { AppError } from "#lib/errors/app-error";
import type { AnalyticsQuery } from "../api/analytics.ts";

/** Days of a calendar, both included. */
export interface Period {
  from: string;
  to: string;
  timezone: string;
}

/** More days than these are shown by the week: a bar would be thinner than a line. */
export const MOST_SINGLE_DAYS = 92;
const USUAL_DAYS = 30;
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/** The days that are meant. Throws `invalid` where they run backwards or are more than a year. */
export function periodOf({ from, to, timezone }: AnalyticsQuery, now: Date): Period {
  const last = to ?? dayAt(now, timezone);
  const first = from ?? addDays(last, 1 - USUAL_DAYS);
  const days = daysIn({ from: first, to: last });
  if (days < 1) throw wrong("The first day is after the last one.");
  if (days > MOST_DAYS) throw wrong(`Ask for at most ${MOST_DAYS} days at once.`);
  return { from: first, to: last, timezone };
}

export const daysIn = ({ from, to }: Pick<Period, "from" | "to">): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** It is shown by the week. */
export const isLong = (period: Pick<Period, "from" | "to">): boolean => daysIn(period) > MOST_SINGLE_DAYS;

/** Days since Monday; 1970 began on a Thursday. */
const daysIntoWeek = (day: string): number => (Date.parse(day) / DAY_MS + 3) % 7;

/** The weeks that lie wholly in a period of more than a week: the Monday of the first, and the one after the last. */
export const wholeWeeks = ({ from, to }: Pick<Period, "from" | "to">): { first: string; end: string } => ({
  first: addDays(from, (7 - daysIntoWeek(from)) % 7),
  end: addDays(to, 1 - daysIntoWeek(addDays(to, 1))),
});

function wrong(message: string): AppError {
  return new AppError("invalid", { publicMessage: message, fields: [{ path: "from", message }] });
}

function dayAt(now: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const { year, month, day } = Object.fromEntries(
    parts.formatToParts(now).map((part) => [part.type, part.value]),
  );
  return `${year}-${month}-${day}`;
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
