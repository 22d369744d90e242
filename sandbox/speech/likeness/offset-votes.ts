const OFFSETS = 2 ** 18;
/** Votes older than one to two of these do not count. */
const ROUND_HOPS = 32;
/** The same guess is not tried again sooner. */
const RETRY_HOPS = 8;

/** Counts which landmarks agree on where an utterance lies. */
export class OffsetVotes {
  private round = new Map<number, number>();
  private lastRound = new Map<number, number>();
  private tried = new Map<number, number>();
  private roundEnds = 0;

  clear(): void {
    this.round.clear();
    this.lastRound.clear();
    this.tried.clear();
    this.roundEnds = 0;
  }

  /** One more for this utterance at this offset (in hops, of either sign); true: enough agree, and it is worth a try now. */
  add(owner: number, offset: number, hop: number): boolean {
    if (hop >= this.roundEnds) this.startRound(hop);
    const key = owner * OFFSETS + offset + OFFSETS / 2;
    this.round.set(key, (this.round.get(key) ?? 0) + 1);
    if (this.count(key - 1) + this.count(key) + this.count(key + 1) < 3) return false;
    const guess = key >> 2;
    if (hop - (this.tried.get(guess) ?? -RETRY_HOPS) < RETRY_HOPS) return false;
    this.tried.set(guess, hop);
    return true;
  }

  private startRound(hop: number): void {
    this.lastRound = this.round;
    this.round = new Map();
    this.tried.clear();
    this.roundEnds = hop + ROUND_HOPS;
  }

  private count(key: number): number {
    return (this.round.get(key) ?? 0) + (this.lastRound.get(key) ?? 0);
  }
}
