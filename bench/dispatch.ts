/**
 * What it costs to claim and dispatch a job while many others wait: the gate's facts, slots and ledger by their real SQL,
 * at 10,000 and at 1,000,000 waiting jobs, beside raw BullMQ jobs on the same Postgres in the same run.
 * `node bench/dispatch.ts [few] [many]`. Ends with 1 when a dispatch costs more than twice as much among the many.
 */
import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dueCampaigns } from "#lib/data/campaign-run";
import { claimDueJobs } from "#lib/data/dialer-jobs";
import { dispatchJob } from "#lib/data/dispatch";
import type { Verdict } from "#lib/domain/dialing/gate";
import { openQueueConnection } from "#lib/queue/connection";
import { createJobWorker } from "#lib/queue/job-worker";
import { createProducer } from "#lib/queue/producer";
import { findFreePort } from "../sandbox/launcher/ports.mjs";
import { EmbeddedPostgres } from "../sandbox/postgres/embedded-postgres.ts";
import { createOwnDatabase, type OwnDatabase } from "../tests/integration/own-database.ts";

const [few = 10_000, many = 1_000_000] = process.argv.slice(2).map(Number);
const ROUNDS = 300;
const MOST_TIMES = 2;
/** The rules themselves are arithmetic; what is measured is what the database is asked. */
const ALLOWED: Verdict = { allowed: true, reason: null, lookAgainAt: null };
const carrier = { isSandbox: true, fromNumber: "+14155550000", heldUntil: null };

interface Figures {
  waiting: number;
  dueMs: number;
  claimMs: number;
  dispatchMs: number;
}

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

async function makeCampaign({ owner }: OwnDatabase): Promise<string> {
  await owner.query(
    `update talky.plans set minutes = 100000000, max_concurrent_calls = 1000; update talky.platform_settings set max_concurrent_calls = 1000`,
  );
  await owner.query(`insert into auth.users (email, raw_user_meta_data) values ('a@example.com', '{}')`);
  const { rows } = await owner.query<{ id: string }>(
    `insert into talky.campaigns (tenant_id, name, goal, status, started_at, max_concurrent_calls)
     select id, 'C', 'Say hello', 'running', now(), 1000 from talky.tenants returning id`,
  );
  return rows[0]?.id ?? "";
}

/** A tenth is due now, the rest later, of all priorities. */
async function fill({ owner }: OwnDatabase, campaignId: string, from: number, to: number): Promise<void> {
  await owner.query(
    `insert into talky.leads (tenant_id, campaign_id, phone_number)
     select tenant_id, id, '+44' || (7400000000 + n) from talky.campaigns, generate_series($2::int, $3::int - 1) n where id = $1`,
    [campaignId, from, to],
  );
  await owner.query(
    `insert into talky.dialer_jobs (tenant_id, campaign_id, lead_id, phone_number, priority, next_attempt_at)
     select l.tenant_id, l.campaign_id, l.id, l.phone_number, 1 + (row_number() over ())::int % 10,
       now() + case when random() < 0.1 then interval '-1 hour' else interval '1 day' end
     from talky.leads l where l.campaign_id = $1 and not exists (select from talky.dialer_jobs j where j.lead_id = l.id)`,
    [campaignId],
  );
  await owner.query("vacuum analyze talky.leads");
  await owner.query("vacuum analyze talky.dialer_jobs");
}

async function timed<T>(sum: { ms: number }, run: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await run();
  sum.ms += performance.now() - began;
  return result;
}

async function measure(database: OwnDatabase, campaignId: string, waiting: number): Promise<Figures> {
  const [due, claim, dispatch] = [{ ms: 0 }, { ms: 0 }, { ms: 0 }];
  for (let round = -20; round < ROUNDS; round += 1) {
    // The first ones warm the caches.
    if (round === 0) for (const sum of [due, claim, dispatch]) sum.ms = 0;
    const now = new Date();
    const leaseUntil = new Date(now.getTime() + 30_000);
    const workerId = randomUUID();
    await timed(due, () => dueCampaigns(database.worker, now, { withFreeSlot: true }));
    const { claimed } = await timed(claim, () =>
      claimDueJobs(database.worker, {
        campaignId,
        workerId,
        now,
        leaseUntil,
        limit: 1,
        carrier,
        ask: () => ALLOWED,
      }),
    );
    const [jobId = ""] = claimed;
    const callId = randomUUID();
    const result = await timed(dispatch, () =>
      dispatchJob(database.worker, {
        jobId,
        leaseUntil,
        callId,
        workerId,
        workerUrl: "http://w",
        socketTokenHash: "h",
        now,
        carrier,
        ask: () => ALLOWED,
      }),
    );
    if (result.kind !== "dispatched") throw new Error(`a job was not dispatched: ${result.kind}`);
    // Over at once: the slots stay as few as they are.
    await database.owner.query(
      `with call as (update talky.calls set settled_at = now(), ended_at = now(), carrier_state = 'ended', telephony_result = 'busy'
         where id = $1 returning job_id)
       update talky.dialer_jobs set status = 'done', reason = 'outcome_final', finished_at = now()
       from call where dialer_jobs.id = call.job_id`,
      [callId],
    );
  }
  return { waiting, dueMs: due.ms / ROUNDS, claimMs: claim.ms / ROUNDS, dispatchMs: dispatch.ms / ROUNDS };
}

/** One job added, fetched and done at a time, as a dial is. */
async function rawQueue(databaseUrl: string): Promise<number> {
  const connection = openQueueConnection({
    databaseUrl,
    redisUrl: undefined,
    name: "bench",
    onError: () => undefined,
  });
  const queue = createProducer(connection, () => undefined);
  let done = Promise.withResolvers<void>();
  const worker = createJobWorker(connection, {
    name: "dial",
    concurrency: 1,
    process: async () => done.resolve(),
    onReport: () => undefined,
    onTrouble: () => undefined,
  });
  await worker.ready();
  let began = 0;
  for (let round = -20; round < ROUNDS; round += 1) {
    if (round === 0) began = performance.now();
    done = Promise.withResolvers();
    await queue.dial(randomUUID(), new Date());
    await done.promise;
  }
  const ms = (performance.now() - began) / ROUNDS;
  await worker.close();
  await queue.close();
  await connection.close();
  return ms;
}

let isFine = false;
try {
  await postgres.start();
  const database = await createOwnDatabase(postgres.url);
  const campaignId = await makeCampaign(database);
  await fill(database, campaignId, 0, few);
  const among = [await measure(database, campaignId, few)];
  await fill(database, campaignId, few, many);
  among.push(await measure(database, campaignId, many));
  const queueMs = await rawQueue(database.ownerUrl);
  const total = among.map((one) => one.claimMs + one.dispatchMs);
  for (const one of among) {
    const { waiting, dueMs, claimMs, dispatchMs } = one;
    const figures = [dueMs, claimMs, dispatchMs].map((ms) => ms.toFixed(2));
    process.stdout.write(
      `${waiting} waiting: due ${figures[0]} ms, claim ${figures[1]} ms, dispatch ${figures[2]} ms\n`,
    );
  }
  const times = (total[1] ?? 0) / (total[0] ?? 1);
  isFine = times <= MOST_TIMES;
  process.stdout.write(
    `raw BullMQ job: ${queueMs.toFixed(2)} ms; among the many ${times.toFixed(2)} times the cost among the few (limit ${MOST_TIMES})\n`,
  );
  await database.drop();
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(isFine ? 0 : 1);
