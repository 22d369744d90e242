export const STAGES = ["stt", "llm", "tts", "total"] as const;
export type Stage = (typeof STAGES)[number];

export interface Percentiles {
  p50: number | null;
  p95: number | null;
}

/** How often each time occurred. */
export type Histogram = ReadonlyMap<number, number>;

/** The least time that so large a part of the replies did not exceed; null: there are none. */
function percentile(
  ordered: readonly (readonly [number, number])[],
  whole: number,
  part: number,
): number | null {
  let upTo = 0;
  for (const [ms, n] of ordered) {
    upTo += n;
    if (upTo >= whole * part) return ms;
  }
  return null;
}

export function percentilesOf(histogram: Histogram): Percentiles & { replies: number } {
  const ordered = [...histogram].filter(([, n]) => n > 0).toSorted(([a], [b]) => a - b);
  const replies = ordered.reduce((sum, [, n]) => sum + n, 0);
  if (replies === 0) return { p50: null, p95: null, replies };
  return { p50: percentile(ordered, replies, 0.5), p95: percentile(ordered, replies, 0.95), replies };
}
