import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { onOwnPostgres } from "../own-postgres.ts";
import type { PartProgress, PartReport, PartRequest } from "./part.ts";
import { SHORT_LIVED } from "./short-lived.ts";

const TELL_EVERY_MS = 60_000;

interface Running {
  child: ChildProcess;
  progress: PartProgress | null;
}

/** Runs parts beside each other, on one Postgres that goes with them. */
export class PartRunner {
  private readonly atOnce: number;
  private readonly say: (line: string) => void;
  private readonly running = new Set<Running>();
  private isStopped = false;

  constructor(options: { atOnce: number; say: (line: string) => void }) {
    this.atOnce = options.atOnce;
    this.say = options.say;
  }

  /** What was not begun is left, and what is under way is lost. */
  stop(): void {
    this.isStopped = true;
    for (const { child } of this.running) child.kill();
  }

  /** Resolves when each of them is done, or it was stopped. */
  async run(requests: readonly PartRequest[], done: (report: PartReport) => void): Promise<void> {
    if (requests.length === 0) return;
    const telling = setInterval(() => this.tell(), TELL_EVERY_MS);
    try {
      await onOwnPostgres(SHORT_LIVED, ({ socketUrl }) => this.runOn(socketUrl, requests, done));
    } finally {
      clearInterval(telling);
    }
  }

  private async runOn(
    server: string,
    requests: readonly PartRequest[],
    done: (report: PartReport) => void,
  ): Promise<void> {
    const left = [...requests];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next && !this.isStopped; next = left.shift()) {
        const report = await this.runPart(server, next);
        if (report) done(report);
      }
    };
    try {
      const lines: Promise<void>[] = [];
      for (let i = 0; i < Math.min(this.atOnce, requests.length); i += 1) {
        lines.push(work());
        // The server's roles are made with the first database.
        if (i === 0) await this.firstSign();
      }
      await Promise.all(lines);
    } finally {
      this.stop();
    }
  }

  /** null: it was stopped. */
  private runPart(server: string, request: PartRequest): Promise<PartReport | null> {
    const child = fork(join(import.meta.dirname, "part.ts"), [server, JSON.stringify(request)], {
      execArgv: ["--max-old-space-size=6000", "--max-semi-space-size=64"],
    });
    const part: Running = { child, progress: null };
    this.running.add(part);
    return new Promise((resolve, reject) => {
      let report: PartReport | null = null;
      child.on("message", (message: PartReport | PartProgress) => {
        part.progress = message;
        if ("verdict" in message) report = message;
      });
      child.on("exit", (code) => {
        this.running.delete(part);
        if (report || this.isStopped) resolve(report);
        else reject(new Error(`the part with seed ${request.seed} ended with ${code}`));
      });
    });
  }

  private async firstSign(): Promise<void> {
    while (this.running.size > 0 && [...this.running].every((part) => part.progress === null))
      await new Promise((resolve) => setTimeout(resolve, 100));
  }

  /** Costs must not grow with the calls that are there already. */
  private tell(): void {
    for (const { child, progress } of this.running)
      if (progress)
        this.say(
          `${child.pid}: ${progress.attempts} attempts until ${progress.at.slice(0, 16)}, ${progress.memoryMiB} MiB, ${progress.cpuS} s of processor`,
        );
  }
}
