/**
 * Keeps this process's requests to the carrier apart. The bucket spaces out the permissions, this the requests
 * themselves: work between the two must not make them bunch up within the carrier's second.
 */
export class SendPacer {
  private nextAtMs = 0;
  private readonly gapMs: number;
  private readonly monotonicMs: () => number;

  /** A little less than the bucket's own gap, so that it rarely waits. */
  constructor(callsPerSecond: number, monotonicMs: () => number = () => performance.now()) {
    this.gapMs = 950 / callsPerSecond;
    this.monotonicMs = monotonicMs;
  }

  /** Takes the next place in line; returns how long to wait for it (ms). */
  takePlace(): number {
    const now = this.monotonicMs();
    const at = Math.max(now, this.nextAtMs);
    this.nextAtMs = at + this.gapMs;
    return at - now;
  }
}
