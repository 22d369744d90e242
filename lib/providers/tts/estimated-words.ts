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

/** Of the text's weight a second, where a voice has told nothing to go by: slow for any of them. */
const SLOW_PACE = 12;
/** What a voice has told too little of is no measure of its pace. */
const LEAST_TOLD_MS = 1000;
/** Of sound whose words are not known so much is taken for certain. */
const CERTAIN_SHARE = 0.8;

/**
 * The words that a voice has certainly said in `soundMs` of a text without having told them yet, by its own pace; for a
 * voice that fails between its sound and the words of it. `text` is what it has not told, `told` what it has.
 */
export function untoldWords(text: string, told: readonly SpokenWord[], soundMs: number): SpokenWord[] {
  const fromMs = told.at(-1)?.endMs ?? 0;
  const pace = paceOf(told);
  const certainMs = (soundMs - fromMs) * CERTAIN_SHARE;
  const words: string[] = [];
  let spentMs = 0;
  for (const word of text.match(/\S+/g) ?? []) {
    const ms = weightOf(word) / pace;
    if (spentMs + ms > certainMs) break;
    words.push(word);
    spentMs += ms;
  }
  return estimateWords(words.join(" "), spentMs, fromMs);
}

/** Weight in a millisecond. */
function paceOf(told: readonly SpokenWord[]): number {
  const ms = (told.at(-1)?.endMs ?? 0) - (told[0]?.startMs ?? 0);
  if (ms < LEAST_TOLD_MS) return SLOW_PACE / 1000;
  return told.reduce((sum, { word }) => sum + weightOf(word), 0) / ms;
}

/** Letters, a little for the word itself, figures as they are read out, and the pause behind a sign. */
function weightOf(word: string): number {
  const figures = word.match(/\d/g)?.length ?? 0;
  return 1 + word.length + 3 * figures + (/[.!?:;]$/.test(word) ? 5 : word.endsWith(",") ? 2 : 0);
}
