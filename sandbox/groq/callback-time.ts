import { wordsToNumber } from "./spoken-contact.ts";

const WHEN =
  /((later|tomorrow|tonight|this (?:morning|afternoon|evening)|next \w+|on \w+day|in (?:an?|\d+|a few|half an?|\w+) (?:minutes?|hours?|days?|weeks?))(?: (?:morning|afternoon|evening))?(?: at [\w: ]+)?|at [\w: ]+)/i;

/** When to call again, as it was said; "later" when no time was named. */
export function callbackTime(said: string): string {
  return (
    WHEN.exec(said)?.[0]
      .replace(/\b(please|instead|thanks|okay|then)\b.*$/i, "")
      .trim() ?? "later"
  );
}

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const PARTS: readonly (readonly [RegExp, number])[] = [
  [/\bmorning\b/, 10],
  [/\bnoon\b/, 12],
  [/\bafternoon\b/, 15],
  [/\bevening\b/, 18],
  [/\btonight\b/, 19],
];
const UNIT_MS: Record<string, number> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};
const DEFAULT_HOUR = 10;

/** The moment that such words mean, on the clock of that time zone; null where they name none. */
export function momentOf(when: string, now: Date, zone: string): Date | null {
  const words = when.toLowerCase();
  const span = /\bin (an?|half an?|a few|\w+) (minute|hour|day|week)s?\b/.exec(words);
  if (span) return new Date(now.getTime() + countOf(span[1] ?? "") * (UNIT_MS[span[2] ?? ""] ?? 0));
  const days = daysAhead(words, now, zone);
  const clock = clockOf(words);
  if (days === null && clock === null) return null;
  const today = partsIn(zone, now);
  const { hour, minute } = clock ?? { hour: DEFAULT_HOUR, minute: 0 };
  const at = (ahead: number): Date => fromLocal({ ...today, day: today.day + ahead, hour, minute }, zone);
  // A time of day alone means the next one that comes.
  return days === null && at(0) <= now ? at(1) : at(days ?? 0);
}

function countOf(word: string): number {
  if (word === "a" || word === "an") return 1;
  if (word.startsWith("half")) return 0.5;
  if (word === "a few") return 3;
  return wordsToNumber(word) ?? 1;
}

function daysAhead(words: string, now: Date, zone: string): number | null {
  if (/\btomorrow\b/.test(words)) return 1;
  if (/\b(tonight|today|this (morning|afternoon|evening))\b/.test(words)) return 0;
  if (/\bnext week\b/.test(words)) return 7;
  const day = DAYS.findIndex((name) => words.includes(name));
  if (day === -1) return null;
  const { year, month, day: date } = partsIn(zone, now);
  const today = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  return ((day - today + 6) % 7) + 1;
}

function clockOf(words: string): { hour: number; minute: number } | null {
  const named = /\bat (\w+)(?::(\d\d))?(?: (thirty|fifteen))?(?: ?o'?clock)?(?: ?([ap])\.?m\b)?/.exec(words);
  const spoken = named ? wordsToNumber(named[1] ?? "") : null;
  if (named && spoken !== null && spoken <= 24) {
    const minute = Number(named[2] ?? (named[3] === "thirty" ? 30 : named[3] === "fifteen" ? 15 : 0));
    return { hour: hourOfDay(spoken, named[4], words), minute };
  }
  const part = PARTS.find(([pattern]) => pattern.test(words));
  return part ? { hour: part[1], minute: 0 } : null;
}

/** "At three" is in the afternoon: nobody asks to be called at night. */
function hourOfDay(hour: number, half: string | undefined, words: string): number {
  if (half === "a") return hour % 12;
  if (hour > 12) return hour % 24;
  const isLate = half === "p" || /\b(afternoon|evening|tonight)\b/.test(words) || hour < 8;
  return isLate && hour < 12 ? hour + 12 : hour;
}

interface LocalParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

function partsIn(zone: string, at: Date): LocalParts {
  const options = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric" } as const;
  const format = new Intl.DateTimeFormat("en-US", {
    ...options,
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const values = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = values;
  return { year, month, day, hour, minute };
}

const asUtcMs = ({ year, month, day, hour, minute }: LocalParts): number =>
  Date.UTC(year, month - 1, day, hour, minute);

/** Twice, since the first guess may lie on the other side of a change of the clocks. */
function fromLocal(local: LocalParts, zone: string): Date {
  const wanted = asUtcMs(local);
  let guess = wanted;
  for (let step = 0; step < 2; step += 1) guess += wanted - asUtcMs(partsIn(zone, new Date(guess)));
  return new Date(guess);
}
