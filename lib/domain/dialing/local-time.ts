/** Wall clocks by `Intl` alone. All functions throw RangeError on a zone that does not parse. */

export interface LocalTime {
  year: number;
  month: number;
  day: number;
  /** 0 = Monday … 6 = Sunday. */
  weekday: number;
  /** 0–1439. */
  minuteOfDay: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      era: "short",
    });
    formats.set(zone, format);
  }
  return format;
}

function fieldsOf(at: Date, zone: string): Map<string, number> {
  const parts = formatOf(zone).formatToParts(at);
  return new Map(parts.map((part) => [part.type, Number(part.value)]));
}

/** The wall clock of `zone`, read as if it were UTC; the difference to the instant is the zone's offset. */
function wallClockMs(at: Date, zone: string): number {
  const fields = fieldsOf(at, zone);
  const get = (name: string): number => fields.get(name) ?? 0;
  return Date.UTC(
    get("year"),
    get("month") - 1,
    get("day"),
    get("hour"),
    get("minute"),
    get("second"),
    ((at.getTime() % 1000) + 1000) % 1000,
  );
}

/** How far the zone's clock is ahead of UTC at that instant, in ms. */
export function offsetMs(at: Date, zone: string): number {
  return wallClockMs(at, zone) - at.getTime();
}

export function localTime(at: Date, zone: string): LocalTime {
  const wall = new Date(wallClockMs(at, zone));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    weekday: (wall.getUTCDay() + 6) % 7,
    minuteOfDay: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  };
}

const DAY_MS = 86_400_000;

/**
 * The instants at which the clock of `zone` shows this date and minute: none in the hour that is skipped in spring, two
 * in the one that comes twice in autumn. `minuteOfDay` may be 1440 (the next midnight), and a day may lie outside its
 * month (the 0th is the last of the month before).
 */
export function instantsOf(
  local: { year: number; month: number; day: number; minuteOfDay: number },
  zone: string,
): Date[] {
  const wall = Date.UTC(local.year, local.month - 1, local.day, 0, local.minuteOfDay);
  const offsets = new Set(
    [wall - DAY_MS, wall, wall + DAY_MS].map((guess) => offsetMs(new Date(guess), zone)),
  );
  return [...offsets]
    .map((offset) => new Date(wall - offset))
    .filter((instant) => wallClockMs(instant, zone) === wall)
    .sort((a, b) => a.getTime() - b.getTime());
}

/** The first instant after `from` (up to `to`) at which the zone's offset has changed; null when it does not. */
export function nextClockChange(from: Date, to: Date, zone: string): Date | null {
  const before = offsetMs(from, zone);
  for (let start = from.getTime(); start < to.getTime(); start += DAY_MS) {
    let low = start;
    let high = Math.min(start + DAY_MS, to.getTime());
    if (offsetMs(new Date(high), zone) === before) continue;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetMs(new Date(middle), zone) === before) low = middle;
      else high = middle;
    }
    return new Date(high);
  }
  return null;
}
