import type { Turn } from "#lib/domain/api/turn";

/** The index of the utterance at a time of the recording: the latest that has begun; null before the first. */
export function turnAt(turns: Pick<Turn, "index" | "role" | "started_ms">[], ms: number): number | null {
  let found: { index: number; started_ms: number } | null = null;
  for (const turn of turns) {
    if (turn.role === "tool" || turn.started_ms > ms) continue;
    if (!found || turn.started_ms >= found.started_ms) found = turn;
  }
  return found?.index ?? null;
}
