import type { JobsOptions } from "bullmq";
import { z } from "zod";

/** A kind of job: its queue, what it carries, and how its id is made (the same id twice is one job). */
export interface JobKind<S extends z.ZodType> {
  /** The queue's name; one queue a kind, so that each has a concurrency of its own. */
  queue: string;
  schema: S;
  idOf(data: z.infer<S>): string;
  options: JobsOptions;
}

const kind = <S extends z.ZodType>(k: JobKind<S>): JobKind<S> => k;

// A finished job is removed, so that its id can be asked for again; the truth of what was done is in our own tables.
const once: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };

export const JOBS = {
  /** Look for due dialer jobs now. */
  pump: kind({ queue: "pump", schema: z.object({}), idOf: () => "pump", options: once }),
  /** Dial a claimed job. The sweep asks again for a claim whose wake was lost. */
  dial: kind({
    queue: "dial",
    schema: z.object({ jobId: z.uuid(), leaseUntil: z.iso.datetime() }),
    idOf: (data) => `dial-${data.jobId}-${Date.parse(data.leaseUntil)}`,
    options: once,
  }),
  import: kind({
    queue: "import",
    schema: z.object({ importId: z.uuid() }),
    idOf: (data) => `import-${data.importId}`,
    options: {
      attempts: 3,
      backoff: { type: "exponential", delay: 2000 },
      removeOnComplete: true,
      removeOnFail: true,
    },
  }),
  /** Have a language model look back at a call that is over; the verb counts the tries. */
  "analyse-call": kind({
    queue: "analyse-call",
    schema: z.object({ callId: z.uuid(), request: z.number().int().min(1) }),
    idOf: (data) => `analyse-${data.callId}-${data.request}`,
    options: {
      attempts: 5,
      backoff: { type: "exponential", delay: 1500 },
      removeOnComplete: true,
      removeOnFail: true,
    },
  }),
} as const;

export type JobName = keyof typeof JOBS;
export type JobData<N extends JobName> = z.infer<(typeof JOBS)[N]["schema"]>;
