import { WORKER_BEATS_EVERY_S, WORKER_DEAD_AFTER_S } from "#lib/data/workers";

const DEAD_AFTER_MS = WORKER_DEAD_AFTER_S * 1000;

/** With a longer gap between two heartbeats of ours, the database may have been away until those of others grew old. */
const LONGEST_GAP_MS = DEAD_AFTER_MS - WORKER_BEATS_EVERY_S * 1000;

/**
 * After an outage of the database every worker's heartbeat is old, and none of them is dead. Whoever comes back first
 * must not hang up the others' calls before they could say that they live. What tells is whether our own got through.
 */
export class OutageWatch {
  private beatAtMs = Number.NEGATIVE_INFINITY;
  private holdUntilMs = Number.NEGATIVE_INFINITY;
  private readonly monotonicMs: () => number;

  constructor(monotonicMs: () => number = () => performance.now()) {
    this.monotonicMs = monotonicMs;
  }

  /** Our heartbeat is in the database. The first one may be that of a process that was started right after an outage. */
  beat(): void {
    const now = this.monotonicMs();
    if (now - this.beatAtMs > LONGEST_GAP_MS) this.holdUntilMs = now + DEAD_AFTER_MS;
    this.beatAtMs = now;
  }

  /** Old heartbeats say nothing, or nothing yet. */
  get isRecovering(): boolean {
    const now = this.monotonicMs();
    return now - this.beatAtMs > LONGEST_GAP_MS || now < this.holdUntilMs;
  }
}
