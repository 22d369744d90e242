import { FRAME_MS } from "#lib/audio/format";
import type { Clock } from "./clock.ts";

/** What a machine that slept is made to catch up at most; the rest of the audio is lost, as on a real line. */
const MAX_LAG_MS = 5_000;

/**
 * One 20 ms beat for all calls. Beats lie on an absolute grid: a late timer is followed by as many beats as
 * are missing, so that a minute is 3,000 beats whatever the load.
 */
export class Ticker {
  private readonly clock: Clock;
  private readonly listeners = new Set<() => void>();
  private dueMs = 0;
  private stopTimer: (() => void) | null = null;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Calls `onTick` each 20 ms from now on, until the answer is called. */
  add(onTick: () => void): () => void {
    this.listeners.add(onTick);
    if (!this.stopTimer) {
      this.dueMs = this.clock.now() + FRAME_MS;
      this.schedule();
    }
    return () => {
      this.listeners.delete(onTick);
      if (this.listeners.size > 0) return;
      this.stopTimer?.();
      this.stopTimer = null;
    };
  }

  private schedule(): void {
    this.stopTimer = this.clock.after(this.dueMs - this.clock.now(), () => this.run());
  }

  private run(): void {
    const nowMs = this.clock.now();
    const lostMs = nowMs - this.dueMs - MAX_LAG_MS;
    if (lostMs > 0) this.dueMs += Math.ceil(lostMs / FRAME_MS) * FRAME_MS;
    for (; this.dueMs <= nowMs; this.dueMs += FRAME_MS) for (const onTick of this.listeners) onTick();
    if (this.listeners.size > 0) this.schedule();
    else this.stopTimer = null;
  }
}
