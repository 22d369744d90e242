import { JOBS, type JobData, type JobName } from "./catalogue.ts";
import { openQueue, promptly, type OpenQueue, type QueueConnection } from "./connection.ts";
import type { JobProducer } from "./port.ts";

export interface QueueProducer extends JobProducer {
  /** Resolves when every queue can be reached; rejects when the queue's tables are missing. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** The queues are opened at their first use: a web process may never need one. */
export function createProducer(
  connection: QueueConnection,
  onError: (error: Error) => void = () => undefined,
): QueueProducer {
  const queues = new Map<JobName, OpenQueue>();
  const queueOf = (name: JobName): OpenQueue => {
    let queue = queues.get(name);
    if (!queue) {
      queue = openQueue(connection, JOBS[name].queue);
      queue.on("error", onError);
      queues.set(name, queue);
    }
    return queue;
  };
  async function add<N extends JobName>(name: N, data: JobData<N>): Promise<void> {
    const kind = JOBS[name];
    const payload = kind.schema.parse(data) as never;
    const options = { ...kind.options, jobId: kind.idOf(payload) };
    await promptly(connection, () => queueOf(name).add(name, payload, options));
  }
  return {
    wakePump: () => add("pump", {}),
    dial: (jobId, leaseUntil) => add("dial", { jobId, leaseUntil: leaseUntil.toISOString() }),
    runImport: (importId) => add("import", { importId }),
    analyseCall: (callId, request) => add("analyse-call", { callId, request }),
    ready: async () => {
      await Promise.all((Object.keys(JOBS) as JobName[]).map((name) => queueOf(name).waitUntilReady()));
    },
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
