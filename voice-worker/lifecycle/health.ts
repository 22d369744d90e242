import type { JobReport } from "#lib/queue/job-worker";

/** A loop that has not run well for so long does not do its work any more. */
const STALE_MS = 30_000;
const CHECK_WITHIN_MS = 3000;

export interface HealthSources {
  workerId: string;
  isStopping(): boolean;
  openCalls(): number;
  /** Milliseconds since the slowest loop last ran well; null: not yet. */
  staleMs(): number | null;
  /** Each resolves when the part can be reached. */
  checks: Record<string, () => Promise<unknown>>;
  /** What each provider said when it was asked at the start; null: it believes our key. */
  providers(): Record<string, string | null>;
}

export interface JobNumbers {
  done: number;
  failed: number;
  lastWaitMs: number;
  lastRunMs: number;
}

/** Counts what the queue's jobs came to, by kind. */
export class JobCounter {
  readonly numbers: Record<string, JobNumbers> = {};

  note(report: JobReport): void {
    const of = (this.numbers[report.name] ??= { done: 0, failed: 0, lastWaitMs: 0, lastRunMs: 0 });
    if (report.error) of.failed += 1;
    else of.done += 1;
    of.lastWaitMs = report.waitMs;
    of.lastRunMs = report.runMs;
  }
}

/** Answers `/health` (is this process at work?) and `/ready` (can it do its work?). */
export function healthAnswers(sources: HealthSources, jobs: JobCounter) {
  const startedAt = performance.now();
  const isStale = (): boolean => (sources.staleMs() ?? performance.now() - startedAt) > STALE_MS;

  return async (path: string): Promise<{ status: number; body: unknown } | null> => {
    if (path === "/health") {
      const isWell = !isStale();
      return {
        status: isWell ? 200 : 503,
        body: {
          status: isWell ? "ok" : "stalled",
          worker_id: sources.workerId,
          uptime_s: Math.round((performance.now() - startedAt) / 1000),
          open_calls: sources.openCalls(),
          loops_stale_ms: Math.round(sources.staleMs() ?? 0),
          jobs: jobs.numbers,
          memory_bytes: process.memoryUsage().rss,
        },
      };
    }
    if (path !== "/ready") return null;
    const entries = await Promise.all(
      Object.entries(sources.checks).map(async ([name, check]) => [name, await reaches(check)] as const),
    );
    const isReady = !sources.isStopping() && !isStale() && entries.every(([, state]) => state === "ok");
    return {
      status: isReady ? 200 : 503,
      body: {
        status: isReady ? "ready" : sources.isStopping() ? "stopping" : "not_ready",
        worker_id: sources.workerId,
        checks: Object.fromEntries(entries),
        providers: sources.providers(),
      },
    };
  };
}

async function reaches(check: () => Promise<unknown>): Promise<"ok" | "down"> {
  const late = Promise.withResolvers<"down">();
  const timer = setTimeout(() => late.resolve("down"), CHECK_WITHIN_MS);
  try {
    return await Promise.race([check().then(() => "ok" as const), late.promise]);
  } catch {
    return "down";
  } finally {
    clearTimeout(timer);
  }
}
