import { tripsOver } from "../callees/mishaps.ts";
import type { Recogniser } from "../speech/recogniser.ts";

export const CANNOT_RECOGNISE =
  "This is the sandbox: it understands only what was spoken in it. Use a real Deepgram key for real voices.";

/** Loud audio for `limitMs`, and not a word of this sandbox in it: it says once in the log that it cannot understand it. */
export function isBeyondUs(recogniser: Recogniser, limitMs: number): boolean {
  if (recogniser.words().length > 0 || recogniser.unknownSpeechMs < limitMs) return false;
  console.log(
    "sandbox deepgram: speech that was not spoken in this sandbox; it understands its own voices only",
  );
  return true;
}

/** What goes wrong with a stream now: a planned fault at its first word, or number 35's sentence. */
export function listenFault(planned: string | null, recogniser: Recogniser): string | null {
  const words = recogniser.words();
  if (words.length === 0) return null;
  if (planned !== null) return planned;
  return tripsOver("hearing", words.map(({ word }) => word).join(" ")) ? "terminate" : null;
}
