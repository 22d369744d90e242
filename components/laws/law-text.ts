import type { LawTerms } from "#lib/domain/laws/law";
import { LAW_TEXTS as T } from "./texts.ts";

type Hours = Pick<LawTerms, "weekdays" | "saturday" | "sunday">;
type Caps = Pick<LawTerms, "attempts_per_day" | "attempts_per_30_days">;

const day = (hours: string): string => (hours === "" ? T.closed : hours.replaceAll(" ", ", "));

/** `Mon–Fri 08:00-20:00 · Sat 09:00-17:00 · Sun none`; days with the same hours are said once. */
export function hoursText({ weekdays, saturday, sunday }: Hours): string {
  if (weekdays === saturday && saturday === sunday) return `Every day ${day(weekdays)}`;
  if (weekdays === saturday) return `Mon–Sat ${day(weekdays)} · Sun ${day(sunday)}`;
  if (saturday === sunday) return `Mon–Fri ${day(weekdays)} · Sat, Sun ${day(saturday)}`;
  return `Mon–Fri ${day(weekdays)} · Sat ${day(saturday)} · Sun ${day(sunday)}`;
}

/** `3 in 24 h, 4 in 30 days`; null: the law sets none. */
export function capsText({ attempts_per_day: perDay, attempts_per_30_days: perMonth }: Caps): string | null {
  const parts = [
    ...(perDay === null ? [] : [`${perDay} in 24 h`]),
    ...(perMonth === null ? [] : [`${perMonth} in 30 days`]),
  ];
  return parts.length === 0 ? null : parts.join(", ");
}
