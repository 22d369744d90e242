const WINDOW_MS = 1000;

/** An exact sliding window of one second: at most `limit` in any second, whenever it begins. */
export class RateWindow {
  private taken: number[] = [];

  /** false: one too many; it is not counted. */
  take(nowMs: number, limit: number): boolean {
    this.taken = this.taken.filter((at) => nowMs - at < WINDOW_MS);
    if (this.taken.length >= limit) return false;
    this.taken.push(nowMs);
    return true;
  }

  clear(): void {
    this.taken = [];
  }
}

/** The most that ever fell into one second. */
export class RatePeak {
  private recent: number[] = [];
  peak = 0;

  note(nowMs: number): void {
    this.recent = this.recent.filter((at) => nowMs - at < WINDOW_MS);
    this.recent.push(nowMs);
    this.peak = Math.max(this.peak, this.recent.length);
  }
}
