import { setTimeout as delay } from "node:timers/promises";
import type { Part } from "../../sandbox/launcher/part.mjs";

export interface Restart {
  what: string;
  afterMs: number;
  run(): Promise<void>;
}

export interface HavocPlan {
  /** Killed in turn; their launcher starts them again. */
  workers: readonly Part[];
  killEveryMs: number;
  restarts: readonly Restart[];
}

/** What goes wrong while a campaign runs. */
export class Havoc {
  /** What has happened, and when (ms since the start). */
  readonly happened: { atMs: number; what: string }[] = [];
  private readonly plan: HavocPlan;
  private readonly over = new AbortController();
  private readonly beganMs = performance.now();
  private readonly going: Promise<void>[];

  constructor(plan: HavocPlan) {
    this.plan = plan;
    this.going = [this.killInTurn(), ...plan.restarts.map((restart) => this.restart(restart))];
  }

  /** Lets what has begun come to its end; what has not never will. */
  async stop(): Promise<void> {
    this.over.abort();
    await Promise.all(this.going);
  }

  private async killInTurn(): Promise<void> {
    const { workers, killEveryMs } = this.plan;
    for (let turn = 0; await this.waits(killEveryMs); turn += 1) {
      const worker = workers[turn % workers.length];
      const child = worker?.child;
      // One that has not come back yet is spared.
      if (!worker || !child?.pid || child.exitCode !== null || child.signalCode !== null) continue;
      child.kill("SIGKILL");
      this.note(`kill -9 of ${worker.options.name}`);
    }
  }

  private async restart(restart: Restart): Promise<void> {
    if (!(await this.waits(restart.afterMs))) return;
    this.note(`restart of ${restart.what}`);
    await restart.run();
  }

  private note(what: string): void {
    this.happened.push({ atMs: performance.now() - this.beganMs, what });
  }

  /** false: it is over. */
  private async waits(ms: number): Promise<boolean> {
    return delay(ms, true, { signal: this.over.signal }).catch(() => false);
  }
}
