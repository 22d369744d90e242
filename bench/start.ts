/**
 * What it costs to start a campaign with a million contacts: the verb through the API, beside a bare `insert … select` of
 * the same jobs by the database's owner in the same run, and the web process's memory over its idle.
 * `npm run bench:start [contacts]` (default 1,000,000). It starts a copy of its own on free ports. Ends with 1 when a
 * million would take longer than a minute, or memory grows with them.
 */
import { loadavg } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { type Api, createCampaign, register } from "../tests/stack/api.ts";
import { pidOf } from "../tests/stack/processes.ts";
import { onOwnStack } from "./own-stack.ts";
import { residentMb } from "./resident.ts";
import { seedLeads, withoutSearch } from "./seed-leads.ts";
import { say } from "./say.ts";

const CONTACTS = Number(process.argv[2] ?? 1_000_000);
const MOST_S_A_MILLION = 60;
const MOST_OVER_IDLE_MB = 50;

/** The same rows into the same table, by its owner: no policy is asked. Undone again. */
async function bareMs(db: pg.Client, campaignId: string): Promise<number> {
  await db.query("begin");
  const began = performance.now();
  await db.query(
    `insert into talky.dialer_jobs (tenant_id, campaign_id, lead_id, phone_number, priority, next_attempt_at)
     select tenant_id, campaign_id, id, phone_number, priority, now() from talky.leads
     where campaign_id = $1 and status = 'pending'`,
    [campaignId],
  );
  const ms = performance.now() - began;
  await db.query("rollback");
  await db.query("vacuum analyze talky.dialer_jobs");
  await db.query("checkpoint");
  return ms;
}

/** Milliseconds of the verb, and the most memory that the web process took meanwhile. */
async function started(api: Api, campaignId: string, pid: number): Promise<{ ms: number; peakMb: number }> {
  const began = performance.now();
  const over = new AbortController();
  const asked = api.ok("POST", `/campaigns/${campaignId}/start`).finally(() => over.abort());
  let peakMb = 0;
  do peakMb = Math.max(peakMb, await residentMb(pid));
  while (await delay(50, true, { signal: over.signal }).catch(() => false));
  await asked;
  return { ms: performance.now() - began, peakMb };
}

await onOwnStack(async (stack) => {
  const { api } = await register();
  const { id } = await createCampaign(api);
  const db = new pg.Client({ connectionString: stack.environments.ownerDatabaseUrl ?? "" });
  await db.connect();
  // Nobody is dialled meanwhile: what is measured is the start.
  await db.query("update talky.platform_settings set max_concurrent_calls = 0");
  await withoutSearch(db, () => seedLeads(db, id, CONTACTS));
  await db.query("vacuum analyze talky.leads");
  const pid = (await pidOf("web")) ?? 0;
  // Its first campaign warms the process up.
  const small = await createCampaign(api);
  await seedLeads(db, small.id, 100);
  await api.ok("POST", `/campaigns/${small.id}/start`);
  await db.query("checkpoint");
  say(`contacts      ${CONTACTS}; load before ${loadavg()[0]?.toFixed(1)}`);
  const bare = await bareMs(db, id);
  const idleMb = await residentMb(pid);
  const { ms, peakMb } = await started(api, id, pid);
  const again = await started(api, id, pid);
  const { rows } = await db.query<{ jobs: string; pending: string }>(
    `select (select count(*) from talky.dialer_jobs where campaign_id = $1) as jobs,
       (select count(*) from talky.leads where campaign_id = $1 and status = 'pending') as pending`,
    [id],
  );
  await db.end();
  const { jobs, pending } = rows[0] ?? { jobs: "0", pending: "none" };
  const mostMs = Math.max(1000, (MOST_S_A_MILLION * CONTACTS) / 1000);
  say(`bare insert   ${Math.round(bare)} ms`);
  say(
    `start         ${Math.round(ms)} ms (at most ${Math.round(mostMs)}), ${(ms / bare).toFixed(2)} times as much`,
  );
  say(`start again   ${Math.round(again.ms)} ms`);
  say(`jobs          ${jobs} of ${pending}`);
  say(
    `web memory    ${Math.round(idleMb)} MB idle, ${Math.round(peakMb - idleMb)} MB over it (at most ${MOST_OVER_IDLE_MB})`,
  );
  say(`load after    ${loadavg()[0]?.toFixed(1)}`);
  const isGood = ms <= mostMs && peakMb - idleMb <= MOST_OVER_IDLE_MB && jobs === pending;
  process.exitCode = isGood ? 0 : 1;
});
