import type { HeardWord } from "../heard-words.ts";
import { compare, type Likeness } from "./likeness.ts";
import { NARROW_PER_MS } from "./narrow-band.ts";
import type { NarrowTape } from "./narrow-tape.ts";
import type { Utterance } from "../speech-corpus.ts";

/** A word is judged by at least so much sound: what lies around a very short one tells it too. */
const LEAST_JUDGED = 120 * NARROW_PER_MS;
/** The first word must prove that it is this utterance at all. */
const LEAST_JUDGED_AT_FIRST = 280 * NARROW_PER_MS;
/** A voice stays as loud as it was, within this factor. */
const GAIN_CHANGE = 3;
/** So much after a word's end its last window is whole. */
const AFTER_WORD = 16 * NARROW_PER_MS;
/** After so many words in a row that did not come, this utterance is no longer what is being said. */
const MISSES_TO_END = 3;

/** A word that came, how surely (0–1), and whose. */
export interface LikelyWord extends HeardWord {
  likeness: number;
  track: LikenessTrack;
}

/** An utterance of the corpus laid against the stream, one word after another. */
export class LikenessTrack {
  readonly utterance: Utterance;
  /** Where in the stream its first sample lies; both at 8 kHz. */
  readonly offset: number;
  private readonly expected: Float32Array;
  private wordIndex = 0;
  private misses = 0;
  private gain: number;
  /** The word that was due last has come, so it lies where it should. */
  isTrusted = false;

  constructor(utterance: Utterance, expected: Float32Array, offset: number, gain: number) {
    this.gain = gain;
    this.utterance = utterance;
    this.expected = expected;
    this.offset = offset;
  }

  get isOver(): boolean {
    return this.misses >= MISSES_TO_END || this.wordIndex >= this.utterance.words.length;
  }

  /** As far as was heard it goes on: the word that was due last has come. */
  get expectsMore(): boolean {
    return this.misses === 0 && this.wordIndex < this.utterance.words.length;
  }

  /** The words that have ended since the last time and were heard, in order. */
  advance(tape: NarrowTape, heard: LikelyWord[]): void {
    const { words } = this.utterance;
    for (let word = words[this.wordIndex]; word; word = words[this.wordIndex]) {
      const from = this.offset + (word.from >> 1);
      const to = this.offset + (word.to >> 1);
      if (to + AFTER_WORD > tape.end) return;
      this.wordIndex += 1;
      if (from < tape.start) continue;
      const likeness = this.judge(tape, from, to);
      if (likeness === null) continue;
      const [startMs, endMs] = [Math.round(from / NARROW_PER_MS), Math.round(to / NARROW_PER_MS)];
      heard.push({ word: word.word, startMs, endMs, likeness, track: this });
    }
  }

  private judge(tape: NarrowTape, from: number, to: number): number | null {
    const least = this.isTrusted ? LEAST_JUDGED : LEAST_JUDGED_AT_FIRST;
    const missing = Math.max(0, least - (to - from));
    const end = Math.min(tape.end, to + (missing >> 1));
    const start = Math.max(tape.start, Math.min(from, end - least));
    const likeness = compare(
      tape.samples,
      start - tape.start,
      this.expected,
      start - this.offset,
      end - start,
    );
    const isAsLoud = likeness.gain >= this.gain / GAIN_CHANGE && likeness.gain <= this.gain * GAIN_CHANGE;
    const hasCome = isAsLoud && (this.isTrusted ? isHeardAfterAnother(likeness) : isHeard(likeness));
    this.isTrusted = hasCome;
    this.misses = hasCome ? 0 : this.misses + 1;
    if (!hasCome) return null;
    this.gain = likeness.gain;
    return Math.sqrt(likeness.ofHeard * likeness.ofExpected);
  }
}

/** Noise may lie over a word, but its own sounds must be there; what covers it must not be as loud as the word. */
function isHeard({ ofHeard, ofExpected }: Likeness): boolean {
  return (ofExpected >= 0.8 && ofHeard >= 0.45) || (ofExpected >= 0.68 && ofHeard >= 0.68);
}

/** In mid-sentence less is enough. */
function isHeardAfterAnother({ ofHeard, ofExpected }: Likeness): boolean {
  return ofExpected >= 0.55 && ofHeard >= 0.35;
}
