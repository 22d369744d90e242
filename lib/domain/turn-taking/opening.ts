import { arm, type Draft } from "./draft.ts";

/** Who has come to the end has been silent for longer than this when the recogniser says so. */
const STILL_SOUNDING_MS = 100;
/** So much silence is an end after all. */
const PAUSE_MS = 300;

/** Our greeting begins after so much silence; sound that is no words puts it off, but not beyond the limit. */
function waitToGreet(d: Draft, silenceMs: number, limitMs: number): void {
  d.s.opening = { silenceMs, untilMs: d.now + limitMs };
  arm(d, "opening", d.now + Math.min(silenceMs, limitMs));
}

/** They are to speak first, or may go on: only a longer silence is our turn. */
export function awaitGreeting(d: Draft): void {
  const { openingSilenceMs, openingLimitMs } = d.s.config;
  waitToGreet(d, openingSilenceMs, openingLimitMs);
}

/**
 * Their turn is over by its words while they are to be heard still: a machine has gone on to its next sentence, and words
 * of it will come. True: we wait for them, or for a pause; not for long, for it may be noise.
 */
export function letThemGoOn(d: Draft): boolean {
  if (d.now - d.s.soundMs > STILL_SOUNDING_MS) return false;
  waitToGreet(d, PAUSE_MS, d.s.config.openingSilenceMs);
  return true;
}

/** Something loud: they are saying hello. */
export function noteSound(d: Draft): void {
  d.s.soundMs = d.now;
  const { deadlines, opening } = d.s;
  if (deadlines.opening === undefined) return;
  const at = Math.min(d.now + opening.silenceMs, opening.untilMs);
  arm(d, "opening", Math.max(at, deadlines.opening));
}
