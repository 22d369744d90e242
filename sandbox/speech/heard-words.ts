/** A word as it was heard: times from the first sample of the stream it was heard in. */
export interface HeardWord {
  word: string;
  startMs: number;
  endMs: number;
}

/** So much of a word, at most a third, may lie under the one before: speakers fall into each other's last sound. */
const OVERLAP_MS = 50;

/** The words of one stream in order; no stretch of it is heard as two of them. */
export class HeardWords {
  readonly all: HeardWord[] = [];

  /** What comes before this has been heard as words. */
  get claimedUntilMs(): number {
    return this.all.at(-1)?.endMs ?? 0;
  }

  /** false: it was other words already. */
  add(word: HeardWord): boolean {
    const overlapMs = Math.min(OVERLAP_MS, (word.endMs - word.startMs) / 3);
    if (word.startMs < this.claimedUntilMs - overlapMs) return false;
    this.all.push(word);
    return true;
  }
}
