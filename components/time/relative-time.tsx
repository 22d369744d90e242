"use client";

import { absoluteText, relativeText } from "./time-text.ts";
import { useNow } from "./use-now.ts";

const WEEK_MS = 7 * 86_400_000;

/** How long ago, with the moment itself on hover. */
export function RelativeTime({ iso }: { iso: string }) {
  const nowMs = useNow("half-minute");
  const at = new Date(iso);
  const absolute = nowMs === null ? absoluteText(at, "UTC") : absoluteText(at);
  const isFar = nowMs === null || Math.abs(at.getTime() - nowMs) > WEEK_MS;
  return (
    <time dateTime={iso} title={absolute} className="whitespace-nowrap">
      {isFar ? absolute : relativeText(at.getTime(), nowMs)}
    </time>
  );
}
