/**
 * A month of campaigns in virtual time: production's dialer, SQL and verbs around a carrier in memory that loses, doubles,
 * delays and swaps what it says, while workers die and stand still. `npm run bench:simulation -- [attempts] [shards] [seed]`
 * (default 10,000 in 2; the target is said of 1,000,000). Each shard is a process with a database of its own; all of them
 * share one Postgres that this starts. Ends with 1 where the judge finds anything, or anything is lost.
 */
import { fork } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "../sandbox/launcher/ports.mjs";
import { EmbeddedPostgres } from "../sandbox/postgres/embedded-postgres.ts";
import type { ShardReport, ShardRequest } from "./simulation/shard.ts";

const [attempts = 10_000, shards = 2, seed = 1] = process.argv.slice(2).map(Number);
const CAMPAIGNS = 50;
const DAYS = 30;
const folder = mkdtempSync(join(tmpdir(), "talky-simulation-"));
// Postgres' own account has to pass through it.
chmodSync(folder, 0o755);

const postgres = new EmbeddedPostgres({
  talkyDataDir: folder,
  port: await findFreePort(),
  password: "simulation",
  logFile: join(folder, "postgres.log"),
  log: () => undefined,
});

function runShard(number: number): Promise<ShardReport> {
  const request: ShardRequest = {
    server: postgres.url,
    seed: seed + number,
    attempts: Math.ceil(attempts / shards),
    campaigns: Math.ceil(CAMPAIGNS / shards),
    days: DAYS,
  };
  const child = fork(join(import.meta.dirname, "simulation/shard.ts"), [JSON.stringify(request)]);
  return new Promise((resolve, reject) => {
    let report: ShardReport | null = null;
    child.on("message", (message: ShardReport | { attempts: number; at: string }) => {
      if ("verdict" in message) report = message;
      else say(`shard ${number}: ${message.attempts} attempts, ${message.at}`);
    });
    child.on("exit", (code) =>
      report ? resolve(report) : reject(new Error(`shard ${number} ended with ${code}`)),
    );
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

let isClean = false;
try {
  await postgres.start();
  const began = performance.now();
  const reports = await Promise.all(Array.from({ length: shards }, (_, number) => runShard(number)));
  const seconds = (performance.now() - began) / 1000;
  const made = reports.reduce((sum, report) => sum + (report.verdict.figures["attempts"] ?? 0), 0);
  for (const report of reports) say(JSON.stringify(report, null, 2));
  isClean = reports.every(
    ({ verdict, errors }) =>
      errors.length === 0 &&
      [verdict.broken, verdict.trulyBroken, verdict.lost].every((found) => Object.keys(found).length === 0),
  );
  say(
    `${made} attempts in ${seconds.toFixed(0)} s (${(made / seconds).toFixed(1)} a second): ${
      isClean ? "no rule broken, nothing lost" : "NOT CLEAN"
    }`,
  );
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(isClean ? 0 : 1);
