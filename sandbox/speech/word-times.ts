import type { SpokenWord } from "./spoken.ts";

/** One sound as Flite spoke it. `pau` is a pause. */
export interface Segment {
  phone: string;
  startMs: number;
  endMs: number;
}

/** Reads Flite's `-psdur` line: `pau:0.220 y:0.280 …`, end times in seconds. */
export function parseSegments(line: string): Segment[] {
  const segments: Segment[] = [];
  let startMs = 0;
  for (const item of line.trim().split(/\s+/)) {
    const match = /^([^:]+):(\d+(?:\.\d+)?)$/.exec(item);
    if (!match) continue;
    const endMs = Math.round(Number(match[2]) * 1000);
    segments.push({ phone: match[1] ?? "", startMs, endMs });
    startMs = endMs;
  }
  return segments;
}

/** Sounds in each word, from Flite's `-ps` line over the words said one by one; null when the pauses do not tell them apart. */
export function countSounds(line: string, wordCount: number): number[] | null {
  const counts: number[] = [];
  let current = 0;
  for (const phone of line.trim().split(/\s+/)) {
    if (phone !== "pau") current += 1;
    else if (current > 0) {
      counts.push(current);
      current = 0;
    }
  }
  if (current > 0) counts.push(current);
  return counts.length === wordCount ? counts : null;
}

/**
 * When each word was said. With `soundCounts` by Flite's own sounds (a word said alone may have one more
 * or less than in its sentence, so counts are scaled); without, by the words' length as they are spelled.
 */
export function timeWords(words: string[], segments: Segment[], soundCounts: number[] | null): SpokenWord[] {
  const sounds = segments.filter((s) => s.phone !== "pau");
  if (sounds.length === 0) return [];
  const weights = soundCounts ?? words.map(spelledLength);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const timed: SpokenWord[] = [];
  let before = 0;
  words.forEach((word, index) => {
    const from = Math.round((before / total) * sounds.length);
    before += weights[index] ?? 0;
    const to = Math.max(from + 1, Math.round((before / total) * sounds.length));
    const first = sounds[Math.min(from, sounds.length - 1)];
    const last = sounds[Math.min(to, sounds.length) - 1];
    if (first && last) timed.push({ word, startMs: first.startMs, endMs: last.endMs });
  });
  return timed;
}

/** Letters a word comes to when it is read out: a figure is a word of about four. */
function spelledLength(word: string): number {
  return word.replace(/[0-9$%@]/g, "four").replace(/[^a-z]/gi, "").length || 1;
}
