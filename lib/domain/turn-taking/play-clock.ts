import type { TimedWord } from "./heard-text.ts";
import type { AgentUtterance } from "./state.ts";

/** The voice came too late to go on without a pause: behind so much sound it was silent for so long. */
export interface Pause {
  atMs: number;
  ms: number;
}

type Begun = Pick<AgentUtterance, "gapMs" | "lateMs" | "pauses"> & { startedMs: number };

const sumOf = (pauses: readonly Pause[]): number => pauses.reduce((sum, { ms }) => sum + ms, 0);

/** When on the call's clock the first `soundMs` of the utterance, as far as it is here, have been played. */
export function playedAt({ startedMs, gapMs, lateMs, pauses }: Begun, soundMs: number): number {
  return startedMs + gapMs + lateMs + sumOf(pauses) + soundMs;
}

/** The voice's words, whose times are of its own sound, as they fall on the call's clock. */
export function onCallClock(words: readonly TimedWord[], begun: Begun): TimedWord[] {
  const { pauses } = begun;
  return words.map((word) => {
    const byMs =
      playedAt({ ...begun, pauses: [] }, 0) + sumOf(pauses.filter(({ atMs }) => atMs <= word.startMs));
    return { ...word, startMs: byMs + word.startMs, endMs: byMs + word.endMs };
  });
}
