/**
 * What it costs to dial a job while many others wait, at 10,000 and at 1,000,000 waiting jobs: the statements of claim and
 * dispatch by themselves, and the whole way from a free slot to the carrier's being asked, beside raw BullMQ jobs on the
 * same backend in the same run.
 * `npm run bench:dispatch -- [few] [many] [--backend postgres|redis]`. Ends with 1 when a dial costs more than twice as
 * much among the many.
 */
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openQueueConnection } from "#lib/queue/connection";
import { createOwnDatabase } from "../tests/integration/own-database.ts";
import { dialledMs, rawQueueMs } from "./dispatch/dialled.ts";
import { measureStatements } from "./dispatch/statements.ts";
import { fill, makeCampaign } from "./dispatch/waiting-jobs.ts";
import { onOwnPostgres } from "./own-postgres.ts";
import { ownRedis } from "./own-redis.ts";
import { percentile } from "./relay.ts";
import { say } from "./say.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { backend: { type: "string", default: "postgres" } },
});
const [few = 10_000, many = 1_000_000] = positionals.map(Number);
const ROUNDS = 300;
const MOST_TIMES = 2;
/** Further ones for the second measurement: no number is in a campaign twice. */
const AREA_CODES = [415, 515];

const shown = (times: number[]): string =>
  `p50 ${percentile(times, 50).toFixed(2)} ms, p95 ${percentile(times, 95).toFixed(2)} ms`;
const load = (): string => `load ${loadavg()[0]?.toFixed(1)}`;

/** false: a dial costs more among the many than it may. */
async function measure(server: string, redisUrl: string | undefined): Promise<boolean> {
  const database = await createOwnDatabase(server);
  const connection = openQueueConnection({
    databaseUrl: database.ownerUrl,
    redisUrl,
    name: "bench",
  });
  // Each queue and worker listens to it for as long as it stands; a process of ours opens fewer than are opened here.
  if (connection.kind === "postgres") connection.pool.setMaxListeners(0);
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
  say(
    `among the many ${times.toFixed(2)} times the cost among the few, the statements ${statements.toFixed(2)} times (limit ${MOST_TIMES})`,
  );
  await connection.close();
  await database.drop();
  return times <= MOST_TIMES && statements <= MOST_TIMES;
}

let isFine = false;
await onOwnPostgres([], async ({ url, folder }) => {
  const redis = values.backend === "redis" ? await ownRedis(join(folder, "redis.log")) : null;
  try {
    isFine = await measure(url, redis?.url);
  } finally {
    await redis?.stop();
  }
});
process.exit(isFine ? 0 : 1);
