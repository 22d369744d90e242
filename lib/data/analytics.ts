import { type RawBuilder, sql } from "kysely";
import type { Period } from "#lib/domain/analytics/period";
import type { AnalyticsAnswers, AnalyticsKind } from "#lib/domain/api/analytics";
import type { AnsweredBy, Disposition, TelephonyResult } from "#lib/domain/statuses";
import { ANSWERER_SUMS, DISPOSITION_SUMS, occurring, RESULT_SUMS, talliesOf } from "./call-tallies.ts";
import { compareAgents, compareCampaigns } from "./compare-calls.ts";
import type { Db } from "./db.ts";
import { contactsLoaded } from "./contacts-loaded.ts";
import { type AnalyticsScope, one } from "./analytics-scope.ts";
import { latencyByDay } from "./reply-times.ts";

type Read<K extends AnalyticsKind> = (db: Db, scope: AnalyticsScope) => Promise<AnalyticsAnswers[K]>;

/** The sums of the calls of those days: `mine as t`, with their day. */
function mine(scope: AnalyticsScope): RawBuilder<unknown> {
  const { from, to, timezone } = scope.period;
  return sql`mine as (
    select t.*, to_char(t.at at time zone ${timezone}::text, 'YYYY-MM-DD') as day from talky.call_tallies t
    where ${talliesOf(scope)} and t.at >= ${from}::date::timestamp at time zone ${timezone}::text
      and t.at < (${to}::date + 1)::timestamp at time zone ${timezone}::text)`;
}

const days = ({ period: { from, to } }: AnalyticsScope): RawBuilder<unknown> =>
  sql`(select to_char(d, 'YYYY-MM-DD') as day
    from generate_series(${from}::date::timestamp, ${to}::date::timestamp, interval '1 day') d) days`;

const sum = (column: string): RawBuilder<number> => sql`coalesce(sum(t.${sql.ref(column)}), 0)::bigint`;

const calls: Read<"calls"> = async (db, scope) => {
  const { rows } = await sql<{
    day: string;
    calls: number;
    answered: number;
    human: number;
    goals: number;
    milliseconds: number;
  }>`
    with ${mine(scope)}
    select days.day, ${sum("calls")} as calls, ${sum("answered")} as answered, ${sum("human")} as human,
      ${sum("goals")} as goals, ${sum("milliseconds")} as milliseconds
    from ${days(scope)} left join mine t on t.day = days.day group by days.day order by days.day`.execute(db);
  const items = rows.map(({ goals, milliseconds, ...row }) => ({
    ...row,
    goals_achieved: goals,
    minutes: Math.round(milliseconds / 600) / 100,
  }));
  return { ...scope.period, items };
};

const outcomes: Read<"outcomes"> = async (db, scope) => {
  const { rows } = await sql<{
    calls: number;
    results: Record<TelephonyResult, number>;
    answerers: Record<AnsweredBy, number>;
    dispositions: Record<Disposition, number>;
  }>`
    with ${mine(scope)}
    select ${sum("calls")} as calls, ${RESULT_SUMS} as results, ${ANSWERER_SUMS} as answerers,
      ${DISPOSITION_SUMS} as dispositions from mine t`.execute(db);
  const row = one(rows);
  return {
    ...scope.period,
    calls: row.calls,
    telephony_result_counts: occurring(row.results),
    answered_by_counts: occurring(row.answerers),
    disposition_counts: occurring(row.dispositions),
  };
};

const dispositions: Read<"dispositions"> = async (db, scope) => {
  const { rows } = await sql<{ day: string; dispositions: Record<Disposition, number> }>`
    with ${mine(scope)}
    select t.day, ${DISPOSITION_SUMS} as dispositions from mine t group by 1 having sum(t.answered) > 0
    order by 1`.execute(db);
  const items = rows.map((row) => ({ day: row.day, disposition_counts: occurring(row.dispositions) }));
  return { ...scope.period, items };
};

const funnel: Read<"funnel"> = async (db, scope) => {
  const { rows } = await sql<Omit<AnalyticsAnswers["funnel"], keyof Period | "contacts" | "permitted">>`
    with ${mine(scope)}
    select ${sum("leads_attempted")} as attempted, ${sum("leads_answered")} as answered,
      ${sum("leads_human")} as human, ${sum("leads_engaged")} as engaged, ${sum("leads_goal")} as goal_achieved
    from mine t`.execute(db);
  return { ...scope.period, ...(await contactsLoaded(db, scope)), ...one(rows) };
};

const hours: Read<"hours"> = async (db, scope) => {
  const { from, to } = scope.period;
  const { rows } = await sql<AnalyticsAnswers["hours"]["items"][number]>`
    select extract(isodow from t.day)::integer - 1 as weekday, t.hour, ${sum("calls")} as calls,
      ${sum("answered")} as answered, ${sum("human")} as human, ${sum("goals")} as goals_achieved
    from talky.callee_hours t
    where ${talliesOf(scope)} and t.day between ${from}::date and ${to}::date
    group by 1, 2 having sum(t.calls) > 0 order by 1, 2`.execute(db);
  return { ...scope.period, items: rows };
};

const ATTEMPTS = [1, 2, 3, 4, 5] as const;

const attempts: Read<"attempts"> = async (db, scope) => {
  const columns = ATTEMPTS.flatMap((n) => [
    sql`${sum(`attempt_${n}`)} as ${sql.ref(`calls_${n}`)}`,
    sql`${sum(`human_${n}`)} as ${sql.ref(`human_${n}`)}`,
  ]);
  const { rows } = await sql<Record<string, number>>`
    with ${mine(scope)} select ${sql.join(columns)} from mine t`.execute(db);
  const row = one(rows);
  const items = ATTEMPTS.map((attempt) => ({
    attempt,
    calls: row[`calls_${attempt}`] ?? 0,
    human: row[`human_${attempt}`] ?? 0,
  }));
  return { ...scope.period, items };
};

const PARTS = ["telephony_micros", "stt_micros", "llm_micros", "tts_micros"] as const;
type Costs = Record<(typeof PARTS)[number] | "calls", number>;

const costs: Read<"costs"> = async (db, scope) => {
  const { rows } = await sql<Costs & { day: string; goals: number }>`
    with ${mine(scope)}
    select days.day, ${sum("calls")} as calls, ${sum("goals")} as goals,
      ${sql.join(PARTS.map((part) => sql`${sum(part)} as ${sql.ref(part)}`))}
    from ${days(scope)} left join mine t on t.day = days.day group by days.day order by days.day`.execute(db);
  const items = rows.map((row) => {
    const { goals: _, ...shown } = row;
    return { ...shown, total_micros: totalOf(row) };
  });
  const all = (part: keyof Costs): number => rows.reduce((upTo, row) => upTo + row[part], 0);
  const total = {
    calls: all("calls"),
    telephony_micros: all("telephony_micros"),
    stt_micros: all("stt_micros"),
    llm_micros: all("llm_micros"),
    tts_micros: all("tts_micros"),
  };
  const goals = rows.reduce((upTo, row) => upTo + row.goals, 0);
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

const totalOf = (row: Costs): number => PARTS.reduce((upTo, part) => upTo + row[part], 0);

/** What can be asked of the calls of some days, each from the sums that are kept: its cost grows with the days alone. */
export const ANALYTICS: { [K in AnalyticsKind]: Read<K> } = {
  calls,
  outcomes,
  dispositions,
  funnel,
  hours,
  attempts,
  latency: latencyByDay,
  costs,
  campaigns: compareCampaigns,
  agents: compareAgents,
};
