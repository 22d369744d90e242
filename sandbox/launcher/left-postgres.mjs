import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./processes.mjs";

/**
 * Whether this copy's own Postgres still runs on its port, because the sandbox was killed: the next one takes it over.
 * @param {{dataDir: string, ports: {postgres: number}}} settings
 */
export function ownPostgresRuns({ dataDir, ports }) {
  try {
    const { folder } = JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));
    const [pid, , , port] = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
    return Number(port) === ports.postgres && isAlive(Number(pid));
  } catch {
    return false;
  }
}
