import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { type Api, all, type Call, type Campaign, type Job } from "../../tests/stack/api.ts";
import { busiest, type SandboxCall, sandboxCalls, sandboxStats } from "../../tests/stack/sandbox.ts";

export interface RunLimits {
  atOnce: number;
  aSecond: number;
}

export interface RunAccount {
  figures: [what: string, value: string | number][];
  /** Rules that were broken, in words; none: all is well. */
  breaches: string[];
}

/** The last events come after the last outcome. */
const FREE_WITHIN_MS = 30_000;
const FINAL = new Set(["done", "cancelled"]);
const RESULTS: Record<string, string> = { "01": "busy", "38": "answered" };

/** What a campaign came to: the world's own account of it, and whether ours agrees. */
export async function accountOf(
  api: Api,
  db: pg.Pool,
  campaignId: string,
  numbers: readonly string[],
  limits: RunLimits,
): Promise<RunAccount> {
  const held = await heldAfterAll(db);
  const asked = new Set(numbers);
  const world = (await sandboxCalls()).filter(({ to }) => asked.has(to));
  const stats = await sandboxStats();
  const campaign = await api.ok<Campaign>("GET", `/campaigns/${campaignId}`);
  const jobs = await all<Job>(api, `/campaigns/${campaignId}/jobs`);
  const calls = await all<Call>(api, `/calls?campaign_id=${campaignId}`);
  const judgement = await api.ok<{ is_clean: boolean; violations: { rule: string }[] }>(
    "GET",
    `/campaigns/${campaignId}/judgement`,
  );
  const atOnce = Math.max(busiest(world), stats.max_concurrent);
  const unfinished = jobs.filter(({ status }) => !FINAL.has(status));
  const breaches = [
    ...(stats.placed === world.length ? [] : [`${stats.placed - world.length} calls to nobody's number`]),
    ...twice(world).map((to) => `${to} was dialled twice`),
    ...(atOnce <= limits.atOnce ? [] : [`${atOnce} calls at once, ${limits.atOnce} allowed`]),
    ...(stats.max_per_second <= limits.aSecond
      ? []
      : [`${stats.max_per_second} new calls in a second, ${limits.aSecond} allowed`]),
    ...(jobs.length === numbers.length ? [] : [`${jobs.length} jobs for ${numbers.length} contacts`]),
    ...unfinished.map((job) => `the job for ${job.phone_number} is ${job.status}`),
    ...(campaign.status === "completed" ? [] : [`the campaign is ${campaign.status}`]),
    ...(judgement.is_clean ? [] : [`the judge found ${JSON.stringify(judgement.violations)}`]),
    ...Object.entries(held).flatMap(([what, n]) => (n === 0 ? [] : [`${n} ${what}`])),
    ...world.filter(({ ended_at }) => ended_at === null).map(({ to }) => `the call to ${to} goes on`),
    ...disagreements(world, calls),
  ];
  const unknown = calls.filter((call) => call.telephony_result === "unknown").length;
  return {
    figures: [
      ["calls placed", stats.placed],
      ["contacts that were not dialled", numbers.length - new Set(world.map(({ to }) => to)).size],
      ["calls of which nothing was learned", unknown],
      ["most at once", `${atOnce} (${limits.atOnce} allowed)`],
      ["most in a second", `${stats.max_per_second} (${limits.aSecond} allowed)`],
      ["jobs", counted(jobs.map((job) => `${job.status} ${job.reason ?? ""}`))],
      ["conversations", counted(calls.map((call) => call.disposition ?? call.telephony_result ?? "open"))],
    ],
    breaches,
  };
}

function twice(world: readonly SandboxCall[]): string[] {
  const seen = new Set<string>();
  return world.flatMap(({ to }) => (seen.has(to) ? [to] : (seen.add(to), [])));
}

/** Each call of the carrier's has to be ours, and to be written down as what it was. */
function disagreements(world: readonly SandboxCall[], calls: readonly Call[]): string[] {
  const ours = new Map(calls.map((call) => [call.phone_number, call.telephony_result]));
  return world.flatMap(({ to, persona }) => {
    const known = ours.get(to);
    if (known === undefined) return [`we know nothing of the call to ${to}`];
    if (known === "unknown" || known === RESULTS[persona]) return [];
    return [`the call to ${to} is written down as ${known} instead of ${RESULTS[persona]}`];
  });
}

async function heldAfterAll(db: pg.Pool): Promise<Record<string, number>> {
  const end = performance.now() + FREE_WITHIN_MS;
  for (;;) {
    const held = await heldBy(db);
    if (Object.values(held).every((n) => n === 0) || performance.now() > end) return held;
    await delay(500);
  }
}

/** What must be free again: slots, calls, minutes, events. */
async function heldBy(db: pg.Pool): Promise<Record<string, number>> {
  const { rows } = await db.query<Record<string, string>>(`
    select (select count(*) from talky.dialer_jobs where status in ('claimed', 'dialing', 'in_call', 'unknown')) as "slots taken",
      (select count(*) from talky.calls where settled_at is null) as "calls not settled",
      (select count(*) from talky.usage_ledger where settled_at is null) as "reservations of minutes",
      (select count(*) from talky.carrier_inbox where applied_at is null) as "events not applied"`);
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([what, n]) => [what, Number(n)]));
}

function counted(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value.trim(), (counts.get(value.trim()) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([value, n]) => `${n} ${value}`)
    .join(", ");
}
