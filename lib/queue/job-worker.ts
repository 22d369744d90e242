import { UnrecoverableError, type Job } from "bullmq";
import { isAppError } from "#lib/errors/app-error";
import { JOBS, type JobData, type JobName } from "./catalogue.ts";
import { openWorker, type QueueConnection } from "./connection.ts";

/** How a job went, for the log and the counters; times in ms. */
export interface JobReport {
  name: JobName;
  id: string;
  /** From being asked for (or due) to being begun. */
  waitMs: number;
  runMs: number;
  error: Error | null;
}

export interface JobWorkerOptions<N extends JobName> {
  name: N;
  concurrency: number;
  /** Processors are idempotent: a job whose process died is run again. */
  process(data: JobData<N>): Promise<void>;
  onReport(report: JobReport): void;
  /** The backend could not be reached, or a job's process was found dead. */
  onTrouble(sentence: "queue backend failed" | "job stalled", error: Error | null): void;
}

export interface JobWorker {
  ready(): Promise<void>;
  /** Takes no new job; resolves when those under way are done. */
  close(): Promise<void>;
}

/** What cannot succeed by being tried again ends at once. */
function asFinal(error: unknown): Error {
  const known = error instanceof Error ? error : new Error("a job threw something that is no error");
  return isAppError(error) && !error.retryable
    ? Object.assign(new UnrecoverableError(known.message), { cause: error })
    : known;
}

export function createJobWorker<N extends JobName>(
  connection: QueueConnection,
  options: JobWorkerOptions<N>,
): JobWorker {
  const kind = JOBS[options.name];
  async function run(job: Job): Promise<void> {
    const startedAt = Date.now();
    let error: Error | null = null;
    try {
      const data = kind.schema.safeParse(job.data);
      if (!data.success) throw new UnrecoverableError(`job ${options.name} carries a wrong payload`);
      await options.process(data.data as JobData<N>);
    } catch (thrown) {
      error = asFinal(thrown);
      throw error;
    } finally {
      options.onReport({
        name: options.name,
        id: job.id ?? "",
        waitMs: Math.max(0, startedAt - job.timestamp - (job.delay ?? 0)),
        runMs: Date.now() - startedAt,
        error,
      });
    }
  }
  const worker = openWorker(connection, kind.queue, run, { concurrency: options.concurrency });
  worker.on("error", (error: Error) => options.onTrouble("queue backend failed", error));
  worker.on("stalled", () => options.onTrouble("job stalled", null));
  return {
    ready: async () => {
      await worker.waitUntilReady();
    },
    close: () => worker.close(),
  };
}
