import { isTimeZone, type CallingConfig } from "#lib/domain/settings";
import { instantsOf, localTime, nextClockChange, type LocalTime } from "./local-time.ts";

export type CallingWindow = Pick<CallingConfig, "time_window_start" | "time_window_end" | "allowed_days">;

const DAY_MS = 86_400_000;
/** A window opens at least once a week; the rest is for the days that some zones have skipped. */
const SEARCH_DAYS = 9;

/** `HH:MM` → minutes since midnight; `24:00` is 1440. */
export function minutesOfClock(clock: string): number {
  const [hours = "", minutes = ""] = clock.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** An end before the start runs over midnight and belongs to the day on which it began; an empty window never opens. */
function isOpenLocally(window: CallingWindow, local: LocalTime): boolean {
  const start = minutesOfClock(window.time_window_start);
  const end = minutesOfClock(window.time_window_end);
  const minute = local.minuteOfDay;
  const allowed = (weekday: number): boolean => window.allowed_days.includes(weekday);
  if (start < end) return allowed(local.weekday) && minute >= start && minute < end;
  if (start === end) return false;
  return (allowed(local.weekday) && minute >= start) || (allowed((local.weekday + 6) % 7) && minute < end);
}

/** A zone that does not parse keeps the window closed. */
export function isWindowOpen(window: CallingWindow, zone: string, at: Date): boolean {
  return isTimeZone(zone) && isOpenLocally(window, localTime(at, zone));
}

/** The first instant from `at` on at which the window is open; null when there is none (a bad zone, an empty window). */
export function nextOpening(window: CallingWindow, zone: string, at: Date): Date | null {
  if (!isTimeZone(zone)) return null;
  if (isWindowOpen(window, zone, at)) return at;
  const candidates: Date[] = [];
  // Dates, not steps of 24 hours: late in the evening those step over the day that has only 23.
  const { year, month, day } = localTime(at, zone);
  for (let ahead = -1; ahead <= SEARCH_DAYS; ahead += 1) {
    const date = { year, month, day: day + ahead };
    // Midnight opens the later half of a window over midnight when its first half was skipped or not reached.
    for (const minuteOfDay of [0, minutesOfClock(window.time_window_start)]) {
      candidates.push(...instantsOf({ ...date, minuteOfDay }, zone));
    }
  }
  // A clock that jumps can jump into the window.
  const until = new Date(at.getTime() + SEARCH_DAYS * DAY_MS);
  for (let from: Date | null = at; from;) {
    const change: Date | null = nextClockChange(from, until, zone);
    if (change) candidates.push(change);
    from = change;
  }
  const openings = candidates
    .filter((candidate) => candidate > at && isWindowOpen(window, zone, candidate))
    .sort((a, b) => a.getTime() - b.getTime());
  return openings[0] ?? null;
}

/** The zone in which a lead's window is read: their own when it was given and counts, else the campaign's. */
export function zoneOfLead(
  calling: Pick<CallingConfig, "timezone" | "respect_lead_timezone">,
  leadTimezone: string | null,
): string {
  return calling.respect_lead_timezone && leadTimezone ? leadTimezone : calling.timezone;
}
