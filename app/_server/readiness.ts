import { lastWorkerHeartbeat } from "#lib/data/profiles";
import type { HealthCheck, Readiness } from "#lib/domain/api/health";
import type { QueueConnection } from "#lib/queue/connection";
import { webParts } from "./parts.ts";

const LIMIT_MS = 2000;
/** A worker beats every few seconds; one that has been silent for so long is not there. */
const HEARTBEAT_LIMIT_MS = 15_000;

/** Asks each part at once, none for longer than 2 s. */
export async function readiness(): Promise<Readiness> {
  const { db, queueConnection } = webParts();
  const heartbeat = lastWorkerHeartbeat(db);
  const [database, queue, worker] = await Promise.all([
    check(() => heartbeat),
    check(() => pingQueue(queueConnection)),
    check(async () => {
      const at = await heartbeat;
      if (!at || Date.now() - at.getTime() > HEARTBEAT_LIMIT_MS) throw new Error("no worker");
    }),
  ]);
  const isReady = [database, queue, worker].every((part) => part.status === "ok");
  return { status: isReady ? "ok" : "down", checks: { database, queue, worker } };
}

async function pingQueue(connection: QueueConnection): Promise<void> {
  if (connection.kind === "redis") await connection.redis.ping();
  else await connection.pool.query("select 1");
}

async function check(ask: () => Promise<unknown>): Promise<HealthCheck> {
  const beganAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), LIMIT_MS);
  });
  try {
    await Promise.race([ask(), late]);
    return { status: "ok", latency_ms: Math.round((performance.now() - beganAt) * 10) / 10 };
  } catch {
    return { status: "down" };
  } finally {
    clearTimeout(timer);
  }
}
