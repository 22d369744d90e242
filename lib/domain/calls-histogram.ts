/** Widths of a histogram's bars, in seconds: what people read off a clock or a calendar. */
const WIDTHS_S = [60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800, 2_592_000] as const;
const MOST_BARS = 60;

/** The narrowest width by which the time between needs no more than sixty bars. */
export function barWidthS(fromMs: number, toMs: number): number {
  const seconds = Math.max(1, (toMs - fromMs) / 1000);
  return WIDTHS_S.find((width) => seconds / width <= MOST_BARS) ?? 2_592_000;
}

const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;

/**
 * The whole hours, or quarters of one, between two times, where each lies in one bar alone: of those, sums are kept. null:
 * there are none.
 */
export function wholeSteps(
  fromMs: number,
  toMs: number,
  widthS: number,
): { grain: "hour" | "quarter"; fromMs: number; toMs: number } | null {
  const stepMs = [HOUR_MS, QUARTER_MS].find((step) => (widthS * 1000) % step === 0);
  if (stepMs === undefined) return null;
  const [first, last] = [Math.ceil(fromMs / stepMs) * stepMs, Math.floor(toMs / stepMs) * stepMs];
  return first < last ? { grain: stepMs === HOUR_MS ? "hour" : "quarter", fromMs: first, toMs: last } : null;
}

export interface Bar {
  atMs: number;
  goals: number;
  answered: number;
  other: number;
}

/** Every bar from the first to the last moment, those without a call too. `at` is when a bar begins. */
export function allBars(
  bars: readonly { at: string; calls: number; answered: number; goals: number }[],
  { fromMs, toMs, widthS }: { fromMs: number; toMs: number; widthS: number },
): Bar[] {
  const widthMs = widthS * 1000;
  const counted = new Map(bars.map((bar) => [Date.parse(bar.at), bar]));
  const all: Bar[] = [];
  for (let atMs = Math.floor(fromMs / widthMs) * widthMs; atMs < toMs; atMs += widthMs) {
    const { calls = 0, answered = 0, goals = 0 } = counted.get(atMs) ?? {};
    all.push({ atMs, goals, answered: answered - goals, other: calls - answered });
  }
  return all;
}
