import { WORKER_DEAD_AFTER_S } from "#lib/data/workers";

const DEAD_AFTER_MS = WORKER_DEAD_AFTER_S * 1000;

/**
 * After an outage of the database every worker's heartbeat is old, and none of them is dead. Whoever comes back first
 * must not hang up the others' calls before they could say that they live.
 */
export class OutageWatch {
  private reachedAtMs: number | null = null;
  private holdUntilMs = Number.NEGATIVE_INFINITY;
  private readonly monotonicMs: () => number;

  constructor(monotonicMs: () => number = () => performance.now()) {
    this.monotonicMs = monotonicMs;
  }

  /** The database has answered. */
  reached(): void {
    const now = this.monotonicMs();
    if (this.reachedAtMs !== null && now - this.reachedAtMs > DEAD_AFTER_MS)
      this.holdUntilMs = now + DEAD_AFTER_MS;
    this.reachedAtMs = now;
  }

  /** Old heartbeats say nothing yet. */
  get isRecovering(): boolean {
    return this.monotonicMs() < this.holdUntilMs;
  }
}
