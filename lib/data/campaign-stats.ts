import { sql } from "kysely";
import type { Db } from "./db.ts";
import type { CampaignStats, Percentiles } from "#lib/domain/api/campaign-stats";
import type { CampaignStatus, JobReason } from "#lib/domain/statuses";

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

/** A campaign's figures, grouped in the database; null: no such campaign. */
export async function campaignStats(
  db: Db,
  tenantId: string,
  id: string,
): Promise<Omit<CampaignStats, "pace"> | null> {
  const result = await sql<{
    status: CampaignStatus;
    pause_reason: string | null;
    total_leads: number;
    jobs: Counts | null;
    results: Counts | null;
    dispositions: Counts | null;
    reasons: { reason: JobReason; count: number; next_at: string | null }[] | null;
    calls_in_progress: number;
    seconds: number;
    cost: number;
    budget_micros: number | null;
    spent_micros: number;
    reserved_micros: number;
    replies: number;
    stt: Pair;
    llm: Pair;
    tts: Pair;
    whole: Pair;
  }>`
    with mine as (
      select * from talky.calls where tenant_id = ${tenantId}::uuid and campaign_id = ${id}::uuid
    ), totals as (
      select count(*) filter (where settled_at is null and carrier_state not in ('ended', 'unknown')) as calls_in_progress,
        coalesce(sum(duration_s), 0) as seconds,
        coalesce(sum(telephony_micros + stt_micros + llm_micros + tts_micros), 0)::bigint as cost
      from mine
    ), newest as (
      select id from mine where answered_at is not null order by requested_at desc limit ${sql.lit(TIMED_CALLS)}
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
      (select jsonb_object_agg(status, n) from (
        select status, count(*) as n from talky.dialer_jobs where campaign_id = c.id group by status) g) as jobs,
      (select jsonb_object_agg(telephony_result, n) from (
        select telephony_result, count(*) as n from mine where telephony_result is not null group by 1) g) as results,
      (select jsonb_object_agg(disposition, n) from (
        select disposition, count(*) as n from mine where disposition is not null group by 1) g) as dispositions,
      (select jsonb_agg(g order by g.count desc, g.reason) from (
        select reason, count(*) as count, min(next_attempt_at) as next_at
        from talky.dialer_jobs where campaign_id = c.id and reason is not null group by 1) g) as reasons,
      totals.calls_in_progress, totals.seconds, totals.cost, c.budget_micros,
      coalesce(spend.spent_micros, 0) as spent_micros, coalesce(spend.reserved_micros, 0) as reserved_micros, latency.replies, latency.stt, latency.llm,
      latency.tts, latency.whole
    from talky.campaigns c left join talky.campaign_spend spend on spend.campaign_id = c.id, totals, latency
    where c.tenant_id = ${tenantId}::uuid and c.id = ${id}::uuid and c.deleted_at is null
  `.execute(db);
  const row = result.rows[0];
  if (!row) return null;
  return {
    status: row.status,
    pause_reason: row.pause_reason,
    total_leads: row.total_leads,
    job_status_counts: row.jobs ?? {},
    telephony_result_counts: row.results ?? {},
    disposition_counts: row.dispositions ?? {},
    reasons: (row.reasons ?? []).map((one) => ({
      ...one,
      next_at: one.next_at === null ? null : new Date(one.next_at).toISOString(),
    })),
    goals_achieved: row.dispositions?.["goal_achieved"] ?? 0,
    calls_in_progress: row.calls_in_progress,
    minutes_used: Math.round((row.seconds / 60) * 100) / 100,
    cost_micros: row.cost,
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
