import type { Clock } from "./clock.ts";

interface Timer {
  atMs: number;
  order: number;
  run: () => void;
}

const START_MS = Date.UTC(2026, 10, 20, 12);

/** A clock that moves only when it is told to, for tests: a minute of calls takes as long as its work does. */
export class VirtualClock implements Clock {
  private nowMs = START_MS;
  private order = 0;
  private timers: Timer[] = [];

  now(): number {
    return this.nowMs;
  }

  after(ms: number, run: () => void): () => void {
    const timer: Timer = { atMs: this.nowMs + Math.max(0, ms), order: this.order++, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Runs what falls due in the next `ms`, in order, and lets sockets and promises do theirs in between. */
  async advance(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    await settle();
    for (;;) {
      const next = this.timers
        .filter((timer) => timer.atMs <= endMs)
        .toSorted((a, b) => a.atMs - b.atMs || a.order - b.order)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.nowMs = next.atMs;
      next.run();
      await settle();
    }
    this.nowMs = endMs;
  }

  /** Goes on in steps until it is so; throws after `limitMs` of its own time. */
  async advanceUntil(isSo: () => boolean, limitMs = 60_000, stepMs = 20): Promise<void> {
    const endMs = this.nowMs + limitMs;
    while (!isSo()) {
      if (this.nowMs >= endMs) throw new Error(`it did not come about within ${limitMs} ms`);
      await this.advance(stepMs);
    }
  }
}

/** A loopback message takes a few turns of the event loop from one socket to the other. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
