"use client";

import { formatClock } from "@/components/format/numbers";
import { useNow } from "./use-now.ts";

/** Counts up from a time that the server gave. */
export function RunningClock({ sinceIso }: { sinceIso: string }) {
  const nowMs = useNow("second");
  if (nowMs === null) return <span>–:––</span>;
  return <span>{formatClock((nowMs - Date.parse(sinceIso)) / 1000)}</span>;
}
