import { MOST_SINGLE_DAYS } from "#lib/domain/analytics/period";

/** The top of an axis: the next 1, 2 or 5 times a power of ten that holds all of them. */
export function niceTop(values: readonly number[]): number {
  const most = Math.max(0, ...values);
  if (most === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].find((one) => one * power >= most) ?? 10;
  return step * power;
}

/** Which of so many days are named below a chart: the last, and others at even steps before it. */
export function labelledDays(count: number, most = 7): Set<number> {
  const step = Math.max(1, Math.ceil(count / most));
  return new Set(Array.from({ length: count }, (_, i) => i).filter((i) => (count - 1 - i) % step === 0));
}

const monthAndDay = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });

/** "2026-11-25" → "Nov 25". */
export const shortDay = (day: string): string => monthAndDay.format(new Date(day));

/** A bar's place in a chart that is `BAR_HEIGHT` high and `BAR_WIDTH` a bar wide: from where to where on its axis, 0 to 1. */
export interface Bar {
  from: number;
  to: number;
}
export const BAR_WIDTH = 100;
export const BAR_HEIGHT = 1000;
const GAP = 6;

/** One path for all bars of a series, side by side: a chart of weeks has hundreds of them. */
export function barPath(bars: readonly Bar[]): string {
  return bars
    .map(({ from, to }, i) => {
      const [bottom, top] = [from, to].map((part) => Math.round((1 - part) * BAR_HEIGHT)) as [number, number];
      return bottom === top
        ? ""
        : `M${i * BAR_WIDTH + GAP} ${bottom}V${top}h${BAR_WIDTH - 2 * GAP}V${bottom}z`;
    })
    .join("");
}

/** How strong a cell of a heat map is, 0 to 4; 0 only for nothing. */
export function heatOf(value: number, most: number): 0 | 1 | 2 | 3 | 4 {
  if (value <= 0 || most <= 0) return 0;
  return Math.min(4, Math.ceil((value / most) * 4)) as 1 | 2 | 3 | 4;
}

interface Day {
  day: string;
  values: Record<string, number | null>;
}

const DAY_MS = 86_400_000;

/** Sums by weeks that begin on Monday, named by their first day that is asked for, where there are too many days to draw. */
export function byWeek(days: readonly Day[]): { days: Day[]; isByWeek: boolean } {
  if (days.length <= MOST_SINGLE_DAYS) return { days: [...days], isByWeek: false };
  const weeks = new Map<number, Day>();
  for (const { day, values } of days) {
    // 1970 began on a Thursday.
    const week = Math.floor((Date.parse(day) / DAY_MS + 3) / 7);
    const known = weeks.get(week);
    weeks.set(week, { day: known?.day ?? day, values: known ? added(known.values, values) : values });
  }
  return { days: [...weeks.values()], isByWeek: true };
}

/** What is known of one side alone is all that is known. */
function added(a: Day["values"], b: Day["values"]): Day["values"] {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const [left, right] = [a[key] ?? null, b[key] ?? null];
      return [key, left === null ? right : right === null ? left : left + right];
    }),
  );
}

/** The most frequent of the values, at most `most` of them, and all others together as `other`. */
export function mostFrequent(
  items: readonly { day: string; counts: Partial<Record<string, number>> }[],
  most = 7,
): {
  keys: string[];
  hasOther: boolean;
  valuesOf: (counts: Partial<Record<string, number>>) => Record<string, number>;
} {
  const totals = new Map<string, number>();
  for (const { counts } of items)
    for (const [key, n] of Object.entries(counts)) totals.set(key, (totals.get(key) ?? 0) + (n ?? 0));
  const ranked = [...totals].toSorted(([, a], [, b]) => b - a).map(([key]) => key);
  const keys = ranked.length <= most + 1 ? ranked : ranked.slice(0, most);
  const others = ranked.slice(keys.length);
  const valuesOf = (counts: Partial<Record<string, number>>): Record<string, number> => ({
    ...Object.fromEntries(keys.map((key) => [key, counts[key] ?? 0])),
    ...(others.length > 0 ? { other: others.reduce((sum, key) => sum + (counts[key] ?? 0), 0) } : {}),
  });
  return { keys, hasOther: others.length > 0, valuesOf };
}
