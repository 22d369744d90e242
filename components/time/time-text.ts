const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const STEPS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/**
 * "just now", "3 min. ago", "in 2 hr."; beyond a week the caller shows the date. `nowMs` may be half a minute old, so that what
 * has just happened can seem to lie ahead: "now" is true of both.
 */
export function relativeText(atMs: number, nowMs: number): string {
  const seconds = (atMs - nowMs) / 1000;
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return seconds > 0 ? "now" : "just now";
}

/** By zone: to make one takes longer than a whole row of a list. */
const clocks = new Map<string | undefined, Intl.DateTimeFormat>();

function clockOf(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(timeZone ? { timeZone, timeZoneName: "short" } : {}),
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** In the viewer's zone, or in `timeZone` (the server renders UTC, and says so). */
export const absoluteText = (at: Date, timeZone?: string): string => clockOf(timeZone).format(at);
