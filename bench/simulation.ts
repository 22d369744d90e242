/**
 * A month of campaigns in virtual time: production's dialer, SQL and verbs around a carrier in memory that loses, doubles,
 * delays and swaps what it says, while workers die and stand still. `npm run bench:simulation -- [attempts] [shards] [seed]
 * [minutes]` (default 10,000 in 2; the target is said of 1,000,000; without a limit). Each shard is a process with a database of its own; all of them
 * share one Postgres that this starts, and leave out or put off what `tests/simulation/lean-database.ts` says. Ends with 1 where the judge finds anything, or anything is lost.
 */
import { type ChildProcess, fork } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "../sandbox/launcher/ports.mjs";
import { EmbeddedPostgres } from "../sandbox/postgres/embedded-postgres.ts";
import type { SimulationVerdict } from "../tests/simulation/verdict.ts";
import { SHORT_LIVED } from "./simulation/short-lived.ts";
import type { ShardProgress, ShardReport, ShardRequest } from "./simulation/shard.ts";

const [attempts = 10_000, shards = 2, seed = 1, minutes = null] = process.argv.slice(2).map(Number);
const CAMPAIGNS = 50;
const DAYS = 30;
const TELL_EVERY_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), "talky-simulation-"));
// Postgres' own account has to pass through it.
chmodSync(folder, 0o755);
// A socket in a folder is a third cheaper than the loopback, and there are thousands of statements a second.
const sockets = join(folder, "sockets");
mkdirSync(sockets);
chmodSync(sockets, 0o777);

const postgres = new EmbeddedPostgres({
  talkyDataDir: folder,
  port: await findFreePort(),
  password: "simulation",
  logFile: join(folder, "postgres.log"),
  log: () => undefined,
  settings: [...SHORT_LIVED, `unix_socket_directories=${sockets}`],
});

const server = Object.assign(new URL(postgres.url), {
  search: `host=${encodeURIComponent(sockets)}`,
}).toString();

const progress: ShardProgress[] = [];

/** `ready`: it has its database. */
function runShard(number: number, ready: () => void): Promise<ShardReport> {
  const request: ShardRequest = {
    server,
    seed: seed + number,
    attempts: Math.ceil(attempts / shards),
    campaigns: Math.ceil(CAMPAIGNS / shards),
    days: DAYS,
    minutes,
  };
  const child = fork(join(import.meta.dirname, "simulation/shard.ts"), [JSON.stringify(request)], {
    execArgv: ["--max-old-space-size=6000", "--max-semi-space-size=64"],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    let report: ShardReport | null = null;
    child.on("message", (message: ShardReport | ShardProgress) => {
      progress[number] = message;
      ready();
      if ("verdict" in message) report = message;
    });
    child.on("exit", (code) =>
      report ? resolve(report) : reject(new Error(`shard ${number} ended with ${code}`)),
    );
  });
}

const children: ChildProcess[] = [];

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const attemptsOf = (all: readonly ShardProgress[]): number =>
  all.reduce((sum, shard) => sum + shard.attempts, 0);

/** One line a minute: costs must not grow with the calls that are there already. */
function checkpoints(): NodeJS.Timeout {
  let [before, atMs] = [0, performance.now()];
  return setInterval(() => {
    const made = attemptsOf(progress);
    const seconds = (performance.now() - atMs) / 1000;
    const shardLines = progress.map(
      ({ attempts: n, at, memoryMiB, cpuS }) =>
        `${n} until ${at.slice(0, 16)} (${memoryMiB} MiB, ${cpuS} s of processor)`,
    );
    say(`${made} attempts, ${((made - before) / seconds).toFixed(1)} a second: ${shardLines.join("; ")}`);
    [before, atMs] = [made, performance.now()];
  }, TELL_EVERY_MS);
}

/** The shards' counts, added up. */
function sumOf(reports: readonly ShardReport[], of: (verdict: SimulationVerdict) => Record<string, number>) {
  const sum: Record<string, number> = {};
  for (const { verdict } of reports)
    for (const [what, n] of Object.entries(of(verdict))) sum[what] = (sum[what] ?? 0) + n;
  return Object.fromEntries(Object.entries(sum).toSorted(([a], [b]) => a.localeCompare(b)));
}

// Without its shards it comes to its end, and takes the database with it.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => children.forEach((child) => child.kill()));

let isClean = false;
try {
  await postgres.start();
  const began = performance.now();
  const telling = checkpoints();
  const running: Promise<ShardReport>[] = [];
  for (let number = 0; number < shards; number += 1)
    await new Promise<void>((ready, fail) => {
      running.push(runShard(number, ready));
      running.at(-1)?.catch(fail);
    });
  const reports = await Promise.all(running);
  clearInterval(telling);
  const seconds = (performance.now() - began) / 1000;
  const figures = sumOf(reports, (verdict) => verdict.figures);
  const made = figures["attempts"] ?? 0;
  const errors = reports.flatMap((report) => report.errors);
  const cutShort = reports.filter((report) => report.isCutShort);
  for (const { at } of cutShort) say(`Cut short at ${at}: what is under way is not at its end.`);
  const found = {
    "broken, by the judge of the campaigns' own logs": sumOf(reports, (verdict) => verdict.broken),
    "broken, by the judge of what the carrier saw": sumOf(reports, (verdict) => verdict.trulyBroken),
    "lost, or not at its end": sumOf(reports, (verdict) => verdict.lost),
  };
  isClean =
    cutShort.length === 0 &&
    errors.length === 0 &&
    Object.values(found).every((one) => Object.keys(one).length === 0);
  say(JSON.stringify({ figures, ...found, errors }, null, 2));
  say(
    `${made} attempts in ${DAYS} simulated days, ${CAMPAIGNS} campaigns, ${Math.max(...reports.map((report) => report.zones))} zones; ` +
      `memory of the processes at their end: ${reports.map((report) => `${report.memoryMiB} MiB`).join(", ")}`,
  );
  say(
    `${made} attempts in ${seconds.toFixed(0)} s (${(made / seconds).toFixed(1)} a second): ${
      isClean ? "no rule broken, nothing lost" : "NOT CLEAN"
    }`,
  );
} finally {
  for (const child of children) child.kill();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(isClean ? 0 : 1);
