/**
 * What it costs to dial a job while many others wait, at 10,000 and at 1,000,000 waiting jobs: the statements of claim and
 * dispatch by themselves, and the whole way from a free slot to the carrier's being asked, beside raw BullMQ jobs on the
 * same backend in the same run.
 * `npm run bench:dispatch -- [few] [many] [--backend postgres|redis]`. Ends with 1 when a dial costs more than twice as
 * much among the many.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openQueueConnection } from "#lib/queue/connection";
import { findFreePort } from "../sandbox/launcher/ports.mjs";
import { EmbeddedPostgres } from "../sandbox/postgres/embedded-postgres.ts";
import { createOwnDatabase } from "../tests/integration/own-database.ts";
import { dialledMs, rawQueueMs } from "./dispatch/dialled.ts";
import { measureStatements } from "./dispatch/statements.ts";
import { fill, makeCampaign } from "./dispatch/waiting-jobs.ts";
import { ownRedis } from "./own-redis.ts";
import { percentile } from "./relay.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { backend: { type: "string", default: "postgres" } },
});
const [few = 10_000, many = 1_000_000] = positionals.map(Number);
const ROUNDS = 300;
const MOST_TIMES = 2;
/** Further ones for the second measurement: no number is in a campaign twice. */
const AREA_CODES = [415, 515];

const folder = mkdtempSync(join(tmpdir(), "talky-dispatch-"));
// Postgres' own account has to pass through it.
chmodSync(folder, 0o755);
const postgres = new EmbeddedPostgres({
  talkyDataDir: folder,
  port: await findFreePort(),
  password: "dispatch",
  logFile: join(folder, "postgres.log"),
  log: () => undefined,
});
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const shown = (times: number[]): string =>
  `p50 ${percentile(times, 50).toFixed(2)} ms, p95 ${percentile(times, 95).toFixed(2)} ms`;
const load = (): string => `load ${loadavg()[0]?.toFixed(1)}`;

let isFine = false;
const redis = values.backend === "redis" ? await ownRedis(join(folder, "redis.log")) : null;
try {
  await postgres.start();
  const database = await createOwnDatabase(postgres.url);
  const connection = openQueueConnection({
    databaseUrl: database.ownerUrl,
    redisUrl: redis?.url,
    name: "bench",
  });
  const campaignId = await makeCampaign(database);
  const costs: { dialMs: number; statementsMs: number }[] = [];
  for (const [at, waiting] of [few, many].entries()) {
    await fill(database, campaignId, at === 0 ? 0 : few, waiting);
    const times = await measureStatements(database, campaignId, ROUNDS);
    const dialled = await dialledMs(database, campaignId, connection, ROUNDS, AREA_CODES[at] ?? 0);
    const raw = await rawQueueMs(connection, ROUNDS);
    costs.push({
      dialMs: percentile(dialled, 50),
      statementsMs: times.dueMs + times.claimMs + times.dispatchMs + times.completeMs,
    });
    say(`${waiting} waiting (${values.backend}, ${load()})`);
    const { dueMs, claimMs, dispatchMs, completeMs } = times;
    say(
      `  statements      due ${dueMs.toFixed(2)} ms, claim ${claimMs.toFixed(2)} ms, dispatch ${dispatchMs.toFixed(2)} ms, complete ${completeMs.toFixed(2)} ms`,
    );
    say(`  slot to carrier ${shown(dialled)}`);
    say(`  raw BullMQ job  ${shown(raw)}; two of them are in the way to the carrier`);
  }
  const [among = { dialMs: 1, statementsMs: 1 }, amongMany = among] = costs;
  const times = amongMany.dialMs / among.dialMs;
  const statements = amongMany.statementsMs / among.statementsMs;
  isFine = times <= MOST_TIMES && statements <= MOST_TIMES;
  say(
    `among the many ${times.toFixed(2)} times the cost among the few, the statements ${statements.toFixed(2)} times (limit ${MOST_TIMES})`,
  );
  await connection.close();
  await database.drop();
} finally {
  await redis?.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(isFine ? 0 : 1);
