import { type RawBuilder, sql } from "kysely";
import { isLong, wholeWeeks } from "#lib/domain/analytics/period";
import { type Histogram, percentilesOf, type Stage, STAGES } from "#lib/domain/analytics/reply-histogram";
import type { AnalyticsAnswers } from "#lib/domain/api/analytics";
import type { AnalyticsScope } from "./analytics-scope.ts";
import { talliesOf } from "./call-tallies.ts";
import type { Db } from "./db.ts";

type Latency = AnalyticsAnswers["latency"]["total"];
const NOTHING = { p50: null, p95: null };

/** How often each reply time occurred in the whole period, by stage, for each value of a key. */
export type ReplyTimes = Map<string, Map<Stage, Map<number, number>>>;

/** How often one reply time occurred on one side. */
export interface SideTime {
  campaign_id: string;
  agent_id: string | null;
  stage: Stage;
  ms: number;
  n: number;
}

/** The times of the period's days, of some stages; `byWeek`: those of whole weeks together, on their Monday, and of the days before the first of them on the period's first. */
function timesOf(scope: AnalyticsScope, byWeek: boolean, stages: readonly Stage[]): RawBuilder<unknown> {
  const { from, to } = scope.period;
  const wanted = sql`${talliesOf(scope)} and t.stage in (${sql.join(stages)})`;
  if (!byWeek)
    return sql`select t.day, t.campaign_id, t.agent_id, t.stage, t.ms, t.replies from talky.reply_times t
      where ${wanted} and t.day between ${from}::date and ${to}::date`;
  const { first, end } = wholeWeeks(scope.period);
  return sql`select t.week as day, t.campaign_id, t.agent_id, t.stage, t.ms, t.replies from talky.reply_weeks t
    where ${wanted} and t.week >= ${first}::date and t.week < ${end}::date
    union all
    select case when t.day < ${first}::date then ${from}::date else ${end}::date end, t.campaign_id, t.agent_id, t.stage, t.ms,
      t.replies from talky.reply_times t
    where ${wanted} and (t.day between ${from}::date and ${first}::date - 1 or t.day between ${end}::date and ${to}::date)`;
}

/** Of whole replies: one row for each time that occurred, summed over the days: few, however many replies there were. */
export async function sideTimes(db: Db, scope: AnalyticsScope): Promise<SideTime[]> {
  const { rows } = await sql<SideTime>`
    select t.campaign_id, t.agent_id, t.stage, t.ms, sum(t.replies)::bigint as n from (${timesOf(scope, isLong(scope.period), ["total"])}) t
    group by 1, 2, 3, 4`.execute(db);
  return rows;
}

/** The same rows by a key. */
export function replyTimesBy<T extends Pick<SideTime, "stage" | "ms" | "n">>(
  times: readonly T[],
  keyOf: (time: T) => string,
): ReplyTimes {
  const found: ReplyTimes = new Map();
  for (const row of times) {
    const key = keyOf(row);
    const stages = found.get(key) ?? new Map<Stage, Map<number, number>>();
    found.set(key, stages);
    const counts = stages.get(row.stage) ?? new Map<number, number>();
    stages.set(row.stage, counts);
    counts.set(row.ms, (counts.get(row.ms) ?? 0) + row.n);
  }
  return found;
}

const latencyOf = (stages: ReadonlyMap<Stage, Histogram> | undefined): Latency => {
  const of = (stage: Stage) => percentilesOf(stages?.get(stage) ?? new Map());
  const pair = ({ p50, p95 }: ReturnType<typeof of>) => ({ p50, p95 });
  return {
    replies: of("total").replies,
    stt_ms: pair(of("stt")),
    llm_ms: pair(of("llm")),
    tts_ms: pair(of("tts")),
    total_ms: pair(of("total")),
  };
};

type DayTime = { day: string; stage: Stage; n: number; p50: number; p95: number };
type SideRow = SideTime & { day: null };
/** Of no side in particular. */
type WholeRow = Pick<SideTime, "stage" | "ms" | "n"> & { day: null; campaign_id: null };
type Row = DayTime | SideRow | WholeRow;

/**
 * Of some stages, by the day and by the side in one look at the table: it is the longest of those that are kept. `byWeek`: a
 * day stands for the week that begins with it, on a Monday but for the first.
 */
export async function readTimes(
  db: Db,
  scope: AnalyticsScope,
  byWeek: boolean,
  stages: readonly Stage[] = STAGES,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with counted as materialized (
      select t.day, t.campaign_id, t.agent_id, t.stage, t.ms, sum(t.replies)::integer as n, grouping(t.day) = 0 as is_day
      from (${timesOf(scope, byWeek, stages)}) t
      group by grouping sets ((t.day, t.stage, t.ms), (t.campaign_id, t.agent_id, t.stage, t.ms))
    ), ranked as (
      select day, stage, ms, sum(n) over (partition by day, stage order by ms) as upto,
        sum(n) over (partition by day, stage) as whole
      from counted where is_day and n > 0)
    select to_char(day, 'YYYY-MM-DD') as day, null::uuid as campaign_id, null::uuid as agent_id, stage, null::integer as ms,
      whole::bigint as n, min(ms) filter (where upto >= whole * 0.5) as p50, min(ms) filter (where upto >= whole * 0.95) as p95
    from ranked group by ranked.day, stage, whole
    union all select null, campaign_id, agent_id, stage, ms, n, null, null from counted where not is_day`.execute(
    db,
  );
  return rows;
}

/** Of some stages in the whole period, of nobody's side in particular. */
export async function readWholeTimes(
  db: Db,
  scope: AnalyticsScope,
  stages: readonly Stage[],
): Promise<Row[]> {
  const { rows } = await sql<WholeRow>`
    select null as day, null as campaign_id, t.stage, t.ms, sum(t.replies)::bigint as n
    from (${timesOf(scope, isLong(scope.period), stages)}) t group by t.stage, t.ms`.execute(db);
  return rows;
}

/** What rows of all stages come to; where a stage was read of the whole period, a day says nothing of it. */
export function latencyOfRows(rows: readonly Row[]): {
  latency: Pick<AnalyticsAnswers["latency"], "items" | "total">;
  sides: SideTime[];
} {
  const whole = rows.filter((row) => row.day === null);
  const days = Map.groupBy(
    rows.filter((row) => row.day !== null),
    ({ day }) => day,
  );
  const items = [...days]
    .map(([day, stages]) => {
      const pair = (wanted: Stage) => {
        const row = stages.find(({ stage }) => stage === wanted);
        return row ? { p50: row.p50, p95: row.p95 } : NOTHING;
      };
      const [stt_ms, llm_ms, tts_ms, total_ms] = STAGES.map(pair) as [Pair, Pair, Pair, Pair];
      const replies = stages.find(({ stage }) => stage === "total")?.n ?? 0;
      return { day, replies, stt_ms, llm_ms, tts_ms, total_ms };
    })
    .toSorted((a, b) => a.day.localeCompare(b.day));
  const total = latencyOf(replyTimesBy(whole, () => "").get(""));
  return { latency: { items, total }, sides: whole.filter((row) => row.campaign_id !== null) };
}
type Pair = Latency["total_ms"];
