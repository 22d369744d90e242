import type { HeardWords } from "./heard-words.ts";
import { SAMPLES_PER_MS } from "./spoken.ts";
import type { Utterance } from "./speech-corpus.ts";

/** A word is understood when this share of it came in order … */
const HEARD_SHARE = 0.8;
/** … and what came in between, and was not it, is no more than this share of it. */
const FOREIGN_SHARE = 0.25;

/**
 * Follows one utterance of the corpus through a stream, sample by sample, and tells which of its words came
 * whole and in order. It only ever moves forward in the utterance; whoever hears it jump back starts a new track.
 */
export class UtteranceTrack {
  readonly utterance: Utterance;
  /** The sample of the utterance that should come next. */
  position: number;
  private wordIndex = 0;
  private covered = 0;
  private foreign = 0;
  private wordStart = 0;
  private wordEnd = 0;

  constructor(utterance: Utterance, position: number) {
    this.utterance = utterance;
    this.position = position;
    this.skipWordsBefore(position);
  }

  get hasWordsLeft(): boolean {
    return this.wordIndex < this.utterance.words.length;
  }

  /** Takes the stream's sample at `at`: part of the utterance, silence between its parts, or neither. */
  follow(sample: number, at: number, heard: HeardWords): "matched" | "pause" | "lost" {
    if (this.position >= this.utterance.pcm.length || this.utterance.pcm[this.position] !== sample)
      return sample === 0 ? "pause" : "lost";
    const word = this.utterance.words[this.wordIndex];
    this.position += 1;
    if (!word || this.position <= word.from) return "matched";
    if (this.covered === 0) this.wordStart = at;
    this.covered += 1;
    this.wordEnd = at + 1;
    if (this.position >= word.to) this.closeWord(heard);
    return "matched";
  }

  /** Goes on later in the utterance, after `foreign` samples that were something else. */
  jump(position: number, foreign: number, heard: HeardWords): void {
    if (this.covered > 0) this.foreign += foreign;
    this.position = position;
    const word = this.utterance.words[this.wordIndex];
    if (word && position >= word.to) this.closeWord(heard);
    this.skipWordsBefore(position);
  }

  /** Nothing more is expected for now: a word that is nearly whole counts as heard. */
  settle(heard: HeardWords): void {
    const word = this.utterance.words[this.wordIndex];
    if (word && this.covered >= HEARD_SHARE * (word.to - word.from)) this.closeWord(heard);
  }

  private closeWord(heard: HeardWords): void {
    const word = this.utterance.words[this.wordIndex];
    if (!word) return;
    const length = word.to - word.from;
    if (this.covered >= HEARD_SHARE * length && this.foreign <= FOREIGN_SHARE * length)
      heard.add({
        word: word.word,
        startMs: Math.round(this.wordStart / SAMPLES_PER_MS),
        endMs: Math.round(this.wordEnd / SAMPLES_PER_MS),
      });
    this.wordIndex += 1;
    this.covered = 0;
    this.foreign = 0;
  }

  private skipWordsBefore(position: number): void {
    const { words } = this.utterance;
    for (let word = words[this.wordIndex]; word && word.to <= position; word = words[this.wordIndex])
      this.wordIndex += 1;
  }
}
