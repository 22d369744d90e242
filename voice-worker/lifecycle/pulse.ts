import type { Db } from "#lib/data/db";
import { beatHeart, stopWorker, WORKER_BEATS_EVERY_S } from "#lib/data/workers";
import type { Logger } from "#lib/observability/logger";
import { startLoop, type Loop } from "./loop.ts";

export interface Pulse {
  readonly loop: Loop;
  /** Says that this worker has gone: its calls are anybody's at once. */
  stop(): Promise<void>;
}

/** The row by which the others know that this worker lives. It stands before the first call is asked for. */
export async function startPulse(options: {
  db: Db;
  worker: { id: string; publicUrl: string };
  activeCalls(): number;
  /** It is in the database. */
  onBeat(): void;
  log: Logger;
}): Promise<Pulse> {
  const beat = async (): Promise<void> => {
    await beatHeart(options.db, { ...options.worker, activeCalls: options.activeCalls() });
    options.onBeat();
  };
  await beat();
  const loop = startLoop({
    name: "pulse",
    everyMs: WORKER_BEATS_EVERY_S * 1000,
    log: options.log,
    step: beat,
  });
  return {
    loop,
    async stop() {
      await loop.stop();
      await stopWorker(options.db, options.worker.id);
    },
  };
}
