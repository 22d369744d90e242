import { setTimeout as delay } from "node:timers/promises";
import { findRedis } from "../sandbox/launcher/machine.mjs";
import { startRedis } from "../sandbox/launcher/redis.mjs";

export interface OwnRedis {
  url: string;
  /** It stays away for so long and comes back empty: nothing of it is on disk. */
  restart(awayMs: number): Promise<void>;
  stop(): Promise<void>;
}

export async function ownRedis(logFile: string): Promise<OwnRedis> {
  const command = findRedis();
  if (!command) throw new Error("There is no Redis here (Debian: apt-get install redis-server).");
  let redis = await startRedis(command, logFile);
  return {
    url: redis.url,
    restart: async (awayMs) => {
      await redis.stop();
      await delay(awayMs);
      redis = await startRedis(command, logFile, redis.port);
    },
    stop: () => redis.stop(),
  };
}
