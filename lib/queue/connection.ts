import {
  createPostgresBackend,
  Queue,
  Worker,
  withBackend,
  type JobsOptions,
  type Processor,
  type WorkerOptions,
} from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";

/** The schema that the queue's tables live in, and the role that may touch them. */
export const QUEUE_SCHEMA = "bullmq";
export const QUEUE_ROLE = "talky_queue";

/** Where the queue lives: one pool (or client) a process, shared by all its queues, workers and the live feed. */
export type QueueConnection =
  | { kind: "postgres"; pool: pg.Pool; close(): Promise<void> }
  | { kind: "redis"; redis: Redis; prefix: string; close(): Promise<void> };

export interface QueueAddress {
  /** A direct connection (no transaction pooler): it listens. */
  databaseUrl: string;
  redisUrl?: string | undefined;
  /** Keeps several copies of Talky apart in one Redis. */
  prefix?: string;
  /** Shown in `pg_stat_activity`. */
  name: string;
  /** Connections of the pool; each worker and the live feed holds one to listen on. */
  max?: number;
  onError?: (error: Error) => void;
}

export function openQueueConnection(address: QueueAddress): QueueConnection {
  const onError = address.onError ?? ((): void => undefined);
  if (address.redisUrl) {
    const redis = new Redis(address.redisUrl, { maxRetriesPerRequest: null });
    redis.on("error", onError);
    return {
      kind: "redis",
      redis,
      prefix: address.prefix ?? "talky",
      close: async () => {
        await redis.quit().catch(() => undefined);
      },
    };
  }
  const pool = new pg.Pool({
    connectionString: address.databaseUrl,
    options: `-c role=${QUEUE_ROLE} -c search_path=${QUEUE_SCHEMA}`,
    application_name: address.name,
    max: address.max ?? 12,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  pool.on("error", onError);
  // Without a listener of its own, a connection that is lost while in use would end the process.
  pool.on("connect", (client) => client.on("error", onError));
  return { kind: "postgres", pool, close: () => pool.end() };
}

/** What is said to a Redis that is away would wait until it is back, and whoever said it with it. */
const AWAY = new Set(["close", "reconnecting", "end"]);
const PATIENCE_MS = 2000;

/**
 * Runs what only hints at something that stands in our tables. Rejects when Redis is away or does not answer in time; what
 * was sent to it may still be done afterwards.
 */
export async function promptly<T>(connection: QueueConnection, run: () => Promise<T>): Promise<T> {
  if (connection.kind === "postgres") return run();
  if (AWAY.has(connection.redis.status)) throw new Error("Redis is away");
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("Redis does not answer")), PATIENCE_MS);
  try {
    return await Promise.race([run(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const postgres = withBackend(createPostgresBackend);

/** What we use of BullMQ's `Queue` and `Worker`; the same on either backend. */
export interface OpenQueue {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): unknown;
}
export interface OpenWorker {
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "stalled", listener: (jobId: string) => void): unknown;
}

export function openQueue(connection: QueueConnection, name: string): OpenQueue {
  return connection.kind === "redis"
    ? new Queue(name, { connection: connection.redis, prefix: connection.prefix })
    : new postgres.Queue(name, { connection: connection.pool });
}

export function openWorker(
  connection: QueueConnection,
  name: string,
  processor: Processor,
  options: Pick<WorkerOptions, "concurrency">,
): OpenWorker {
  return connection.kind === "redis"
    ? new Worker(name, processor, { ...options, connection: connection.redis, prefix: connection.prefix })
    : new postgres.Worker(name, processor, { ...options, connection: connection.pool });
}
