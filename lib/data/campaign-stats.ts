import { sql } from "kysely";
import { callTotals, occurring } from "./call-tallies.ts";
import type { Db } from "./db.ts";
import type { CampaignStats, Percentiles } from "#lib/domain/api/campaign-stats";
import type { CampaignStatus, JobReason, JobStatus } from "#lib/domain/statuses";

type Counts = Record<string, number>;
type Pair = [number, number] | null;

/** However many calls a campaign has, no more than so many are looked at for its reply times: its page asks every second. */
const TIMED_CALLS = 500;

const percentiles = (column: string) =>
  sql`percentile_cont(array[0.5, 0.95]) within group (order by ${sql.ref(`t.${column}`)})`;

function toPercentiles(pair: Pair): Percentiles {
  const [p50 = null, p95 = null] = pair ?? [];
  return { p50: p50 === null ? null : Math.round(p50), p95: p95 === null ? null : Math.round(p95) };
}

function budgetOf({
  budget_micros,
  spent_micros,
  reserved_micros,
}: {
  budget_micros: number | null;
  spent_micros: number;
  reserved_micros: number;
}): CampaignStats["budget"] {
  if (budget_micros === null) return null;
  const left_micros = budget_micros - spent_micros - reserved_micros;
  return { budget_micros, spent_micros, reserved_micros, left_micros };
}

/** A campaign's figures, from the sums that are kept; null: no such campaign. */
export async function campaignStats(
  db: Db,
  tenantId: string,
  id: string,
): Promise<Omit<CampaignStats, "pace"> | null> {
  const result = await sql<{
    status: CampaignStatus;
    pause_reason: string | null;
    total_leads: number;
    jobs: { status: JobStatus; reason: JobReason | null; n: number }[];
    calls_in_progress: number;
    budget_micros: number | null;
    spent_micros: number;
    reserved_micros: number;
    replies: number;
    stt: Pair;
    llm: Pair;
    tts: Pair;
    whole: Pair;
  }>`
    with newest as (
      select id from talky.calls where tenant_id = ${tenantId}::uuid and campaign_id = ${id}::uuid
        and answered_at is not null order by requested_at desc limit ${sql.lit(TIMED_CALLS)}
    ), latency as (
      select count(t.total_ms) as replies,
        ${percentiles("stt_ms")} as stt, ${percentiles("llm_first_token_ms")} as llm,
        ${percentiles("tts_first_audio_ms")} as tts, ${percentiles("total_ms")} as whole
      from newest join talky.turns on turns.call_id = newest.id and turns.role = 'agent' and turns.latency is not null,
        jsonb_to_record(turns.latency) as t(stt_ms float8, llm_first_token_ms float8, tts_first_audio_ms float8,
          total_ms float8)
      where turns.tenant_id = ${tenantId}::uuid and t.total_ms is not null
    )
    select c.status, c.pause_reason,
      coalesce((select n.leads from talky.lead_counts n where n.campaign_id = c.id), 0) as total_leads,
      coalesce((select jsonb_agg(g) from (
        select status, reason, sum(jobs)::bigint as n from talky.job_tallies where campaign_id = c.id
        group by 1, 2 having sum(jobs) > 0) g), '[]') as jobs,
      (select count(*) from talky.calls k where k.campaign_id = c.id and k.settled_at is null
        and k.carrier_state not in ('ended', 'unknown')) as calls_in_progress,
      c.budget_micros, coalesce(spend.spent_micros, 0) as spent_micros,
      coalesce(spend.reserved_micros, 0) as reserved_micros, latency.replies, latency.stt, latency.llm,
      latency.tts, latency.whole
    from talky.campaigns c left join talky.campaign_spend spend on spend.campaign_id = c.id, latency
    where c.tenant_id = ${tenantId}::uuid and c.id = ${id}::uuid and c.deleted_at is null
  `.execute(db);
  const row = result.rows[0];
  if (!row) return null;
  const calls = await callTotals(db, { tenantId, campaignId: id, agentId: null });
  const reasons = countBy(row.jobs, ({ reason }) => reason);
  const due = await nextDue(db, id, Object.keys(reasons));
  return {
    status: row.status,
    pause_reason: row.pause_reason,
    total_leads: row.total_leads,
    job_status_counts: countBy(row.jobs, ({ status }) => status),
    telephony_result_counts: occurring(calls.results),
    disposition_counts: occurring(calls.dispositions),
    reasons: Object.entries(reasons)
      .map(([reason, count]) => ({
        reason: reason as JobReason,
        count,
        next_at: due.get(reason)?.toISOString() ?? null,
      }))
      .toSorted((a, b) => b.count - a.count || a.reason.localeCompare(b.reason)),
    goals_achieved: calls.goals,
    calls_in_progress: row.calls_in_progress,
    minutes_used: Math.round(calls.milliseconds / 600) / 100,
    cost_micros: calls.micros,
    budget: budgetOf(row),
    latency_ms: toPercentiles(row.whole),
    latency_stages_ms: {
      stt: toPercentiles(row.stt),
      llm: toPercentiles(row.llm),
      tts: toPercentiles(row.tts),
      total: toPercentiles(row.whole),
      replies: row.replies,
    },
  };
}

function countBy<T extends { n: number }>(rows: readonly T[], of: (row: T) => string | null): Counts {
  const counts: Counts = {};
  for (const row of rows) {
    const key = of(row);
    if (key !== null) counts[key] = (counts[key] ?? 0) + row.n;
  }
  return counts;
}

/** When the first job that waits for each of the reasons is looked at again. */
async function nextDue(db: Db, campaignId: string, reasons: string[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ reason: string; next_at: Date | null }>`
    select reason, (select min(j.next_attempt_at) from talky.dialer_jobs j
      where j.campaign_id = ${campaignId}::uuid and j.reason = r.reason and j.next_attempt_at is not null) as next_at
    from unnest(${reasons}::text[]) r(reason)`.execute(db);
  return new Map(rows.flatMap(({ reason, next_at }) => (next_at ? [[reason, next_at] as const] : [])));
}
