import { type RawBuilder, sql } from "kysely";
import type { Period } from "#lib/domain/analytics/period";
import type { AnalyticsAnswers, AnalyticsKind } from "#lib/domain/api/analytics";
import type { Db } from "./db.ts";

/** Whose calls, of which days. */
export interface Scope {
  tenantId: string;
  campaignId: string | null;
  period: Period;
}

type Read<K extends AnalyticsKind> = (db: Db, scope: Scope) => Promise<AnalyticsAnswers[K]>;
type Pair = [number, number] | null;

const ANSWERED = sql`m.answered_at is not null`;
const HUMAN = sql`m.answered_by = 'human'`;
const GOAL = sql`m.disposition = 'goal_achieved'`;

/** The calls that were asked for on those days: `mine as m`, with their local time. */
function mine({ tenantId, campaignId, period: { from, to, timezone } }: Scope): RawBuilder<unknown> {
  const ofCampaign = campaignId === null ? sql`` : sql`and k.campaign_id = ${campaignId}::uuid`;
  return sql`mine as (
    select k.*, k.requested_at at time zone ${timezone}::text as local_at from talky.calls k
    where k.tenant_id = ${tenantId}::uuid ${ofCampaign}
      and k.requested_at >= ${from}::date::timestamp at time zone ${timezone}::text
      and k.requested_at < (${to}::date + 1)::timestamp at time zone ${timezone}::text)`;
}

const days = ({ period: { from, to } }: Scope): RawBuilder<unknown> =>
  sql`(select to_char(d, 'YYYY-MM-DD') as day
    from generate_series(${from}::date::timestamp, ${to}::date::timestamp, interval '1 day') d) days`;

const DAY = sql`to_char(m.local_at, 'YYYY-MM-DD')`;

const counts = (column: string): RawBuilder<Record<string, number>> => {
  const value = sql.ref(`m.${column}`);
  return sql`coalesce((select jsonb_object_agg(value, n) from (
    select ${value} as value, count(*) as n from mine m where ${value} is not null group by 1) g), '{}')`;
};

const middle = (column: string): RawBuilder<Pair> =>
  sql`percentile_cont(array[0.5, 0.95]) within group (order by ${sql.ref(`l.${column}`)})`;

const calls: Read<"calls"> = async (db, scope) => {
  const { rows } = await sql<{
    day: string;
    calls: number;
    answered: number;
    human: number;
    goals: number;
    seconds: number;
  }>`
    with ${mine(scope)}, counted as (
      select ${DAY} as day, count(*) as calls, count(*) filter (where ${ANSWERED}) as answered,
        count(*) filter (where ${HUMAN}) as human, count(*) filter (where ${GOAL}) as goals,
        coalesce(sum(m.duration_s), 0) as seconds
      from mine m group by 1)
    select days.day, coalesce(c.calls, 0) as calls, coalesce(c.answered, 0) as answered, coalesce(c.human, 0) as human,
      coalesce(c.goals, 0) as goals, coalesce(c.seconds, 0) as seconds
    from ${days(scope)} left join counted c on c.day = days.day order by days.day`.execute(db);
  const items = rows.map(({ goals, seconds, ...row }) => ({
    ...row,
    goals_achieved: goals,
    minutes: Math.round((seconds / 60) * 100) / 100,
  }));
  return { ...scope.period, items };
};

const outcomes: Read<"outcomes"> = async (db, scope) => {
  const { rows } = await sql<{
    calls: number;
    telephony: Record<string, number>;
    answerers: Record<string, number>;
    dispositions: Record<string, number>;
  }>`
    with ${mine(scope)}
    select (select count(*) from mine) as calls, ${counts("telephony_result")} as telephony,
      ${counts("answered_by")} as answerers, ${counts("disposition")} as dispositions`.execute(db);
  const row = one(rows);
  return {
    ...scope.period,
    calls: row.calls,
    telephony_result_counts: row.telephony,
    answered_by_counts: row.answerers,
    disposition_counts: row.dispositions,
  };
};

const funnel: Read<"funnel"> = async (db, scope) => {
  const { tenantId, campaignId } = scope;
  const ofCampaign = campaignId === null ? sql`` : sql`and c.campaign_id = ${campaignId}::uuid`;
  const { rows } = await sql<Omit<AnalyticsAnswers["funnel"], keyof Period>>`
    with ${mine(scope)}
    select (select coalesce(sum(c.leads), 0)::bigint from talky.lead_counts c
        where c.tenant_id = ${tenantId}::uuid ${ofCampaign}) as contacts,
      count(distinct m.lead_id) as attempted,
      count(distinct m.lead_id) filter (where ${ANSWERED}) as answered,
      count(distinct m.lead_id) filter (where ${HUMAN}) as human,
      count(distinct m.lead_id) filter (where ${GOAL}) as goal_achieved
    from mine m`.execute(db);
  return { ...scope.period, ...one(rows) };
};

const hours: Read<"hours"> = async (db, scope) => {
  const { rows } = await sql<AnalyticsAnswers["hours"]["items"][number]>`
    with ${mine(scope)}
    select extract(isodow from m.local_at)::integer - 1 as weekday, extract(hour from m.local_at)::integer as hour,
      count(*) as calls, count(*) filter (where ${ANSWERED}) as answered, count(*) filter (where ${HUMAN}) as human,
      count(*) filter (where ${GOAL}) as goals_achieved
    from mine m group by 1, 2 order by 1, 2`.execute(db);
  return { ...scope.period, items: rows };
};

const latency: Read<"latency"> = async (db, scope) => {
  const { rows } = await sql<{ day: string; replies: number; stt: Pair; llm: Pair; tts: Pair; whole: Pair }>`
    with ${mine(scope)}
    select ${DAY} as day, count(*) as replies, ${middle("stt_ms")} as stt, ${middle("llm_first_token_ms")} as llm,
      ${middle("tts_first_audio_ms")} as tts, ${middle("total_ms")} as whole
    from mine m join talky.turns t on t.call_id = m.id and t.role = 'agent' and t.latency is not null,
      jsonb_to_record(t.latency) as l(stt_ms float8, llm_first_token_ms float8, tts_first_audio_ms float8, total_ms float8)
    where m.answered_at is not null and l.total_ms is not null group by 1 order by 1`.execute(db);
  const items = rows.map(({ day, replies, stt, llm, tts, whole }) => ({
    day,
    replies,
    stt_ms: toPercentiles(stt),
    llm_ms: toPercentiles(llm),
    tts_ms: toPercentiles(tts),
    total_ms: toPercentiles(whole),
  }));
  return { ...scope.period, items };
};

const PARTS = ["telephony_micros", "stt_micros", "llm_micros", "tts_micros"] as const;
type Costs = Record<(typeof PARTS)[number] | "calls", number>;

const costs: Read<"costs"> = async (db, scope) => {
  const sums = sql.join(
    PARTS.map((part) => sql`coalesce(sum(${sql.ref(`m.${part}`)}), 0)::bigint as ${sql.ref(part)}`),
  );
  const shown = sql.join(PARTS.map((part) => sql`coalesce(${sql.ref(`c.${part}`)}, 0) as ${sql.ref(part)}`));
  const { rows } = await sql<Costs & { day: string; goals: number }>`
    with ${mine(scope)}, counted as (
      select ${DAY} as day, count(*) as calls, count(*) filter (where ${GOAL}) as goals, ${sums} from mine m group by 1)
    select days.day, coalesce(c.calls, 0) as calls, coalesce(c.goals, 0) as goals, ${shown}
    from ${days(scope)} left join counted c on c.day = days.day order by days.day`.execute(db);
  const items = rows.map((row) => {
    const { goals: _, ...shown } = row;
    return { ...shown, total_micros: totalOf(row) };
  });
  const all = (part: keyof Costs): number => rows.reduce((sum, row) => sum + row[part], 0);
  const total = {
    calls: all("calls"),
    telephony_micros: all("telephony_micros"),
    stt_micros: all("stt_micros"),
    llm_micros: all("llm_micros"),
    tts_micros: all("tts_micros"),
  };
  const goals = rows.reduce((sum, row) => sum + row.goals, 0);
  const whole = totalOf(total);
  const per = (n: number): number | null => (n === 0 ? null : Math.round(whole / n));
  return {
    ...scope.period,
    items,
    total: {
      ...total,
      total_micros: whole,
      goals_achieved: goals,
      per_call_micros: per(total.calls),
      per_goal_micros: per(goals),
    },
  };
};

const totalOf = (row: Costs): number => PARTS.reduce((sum, part) => sum + row[part], 0);

/** What can be asked of the calls of some days, each as one statement over them. */
export const ANALYTICS: { [K in AnalyticsKind]: Read<K> } = {
  calls,
  outcomes,
  funnel,
  hours,
  latency,
  costs,
};

function toPercentiles(pair: Pair): { p50: number | null; p95: number | null } {
  const [p50 = null, p95 = null] = pair ?? [];
  return { p50: p50 === null ? null : Math.round(p50), p95: p95 === null ? null : Math.round(p95) };
}

function one<T>(rows: T[]): T {
  const [row] = rows;
  if (!row) throw new Error("an aggregate answered no row");
  return row;
}
