import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runningPostmaster } from "../../sandbox/postgres/postmaster-pid.ts";

/** Ends every session at once, as an operator's restart does; the sandbox starts it again. */
export async function restartPostgres(dataDir: string): Promise<void> {
  const { folder } = JSON.parse(await readFile(join(dataDir, "postgres.json"), "utf8")) as { folder: string };
  const running = await runningPostmaster(folder);
  if (!running) throw new Error("no Postgres is running");
  process.kill(running.pid, "SIGINT");
}
