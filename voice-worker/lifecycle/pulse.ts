import type { Db } from "#lib/data/db";
import { beatHeart, stopWorker } from "#lib/data/workers";
import type { Logger } from "#lib/observability/logger";
import { startLoop, type Loop } from "./loop.ts";

const BEAT_EVERY_MS = 5000;

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
  log: Logger;
}): Promise<Pulse> {
  const beat = (): Promise<void> =>
    beatHeart(options.db, { ...options.worker, activeCalls: options.activeCalls() });
  await beat();
  const loop = startLoop({ name: "pulse", everyMs: BEAT_EVERY_MS, log: options.log, step: beat });
  return {
    loop,
    async stop() {
      await loop.stop();
      await stopWorker(options.db, options.worker.id);
    },
  };
}
