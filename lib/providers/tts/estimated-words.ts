import type { SpokenWord } from "./port.ts";

/** A word counts as heard only so long after its likely end: what is claimed to be heard must have been. */
const MARGIN_MS = 200;
/** There is silence of an unknown length at both ends of the audio, and the further from them, the more a word may be off. */
const OFF_AT_ENDS_MS = 250;
const OFF_SHARE = 0.25;

/**
 * When each word of a text was said, by the words' lengths alone, for voices that don't tell. `durationMs` is the audio
 * of the whole text; times begin at `fromMs`, and none is later than the audio's end.
 * Measured with four voices, hardly a word is further off than it says.
 */
export function estimateWords(text: string, durationMs: number, fromMs: number): SpokenWord[] {
  const words = text.match(/\S+/g) ?? [];
  const weights = words.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return words.map((word, i) => {
    const startMs = Math.round(fromMs + (before / total) * durationMs);
    before += weights[i] ?? 0;
    const likelyEndMs = fromMs + (before / total) * durationMs;
    const endMs = Math.round(Math.min(fromMs + durationMs, likelyEndMs + MARGIN_MS));
    const toEndMs = Math.min(startMs - fromMs, fromMs + durationMs - startMs);
    const offMs = Math.round(OFF_AT_ENDS_MS + OFF_SHARE * toEndMs);
    return { word, startMs, endMs, offMs };
  });
}

/** Letters, a little for the word itself, figures as they are read out, and the pause behind a sign. */
function weightOf(word: string): number {
  const figures = word.match(/\d/g)?.length ?? 0;
  return 1 + word.length + 3 * figures + (/[.!?:;]$/.test(word) ? 5 : word.endsWith(",") ? 2 : 0);
}
