import { sql } from "kysely";
import { type Histogram, percentilesOf, type Stage, STAGES } from "#lib/domain/analytics/reply-histogram";
import type { AnalyticsAnswers } from "#lib/domain/api/analytics";
import type { AnalyticsScope } from "./analytics-scope.ts";
import { talliesOf } from "./call-tallies.ts";
import type { Db } from "./db.ts";

type Latency = AnalyticsAnswers["latency"]["total"];
const NOTHING = { p50: null, p95: null };

/** How often each reply time occurred in the whole period, by stage, for each value of `keyOf`. */
export type ReplyTimes = Map<string, Map<Stage, Map<number, number>>>;
export interface ReplySide {
  campaign_id: string;
  agent_id: string | null;
}

/** One row for each time that occurred, summed over the days: few, however many replies there were. */
async function timesOf(db: Db, scope: AnalyticsScope) {
  const { from, to } = scope.period;
  const { rows } = await sql<ReplySide & { stage: Stage; ms: number; n: number }>`
    select t.campaign_id, t.agent_id, t.stage, t.ms, sum(t.replies)::bigint as n from talky.reply_times t
    where ${talliesOf(scope)} and t.day between ${from}::date and ${to}::date group by 1, 2, 3, 4`.execute(
    db,
  );
  return rows;
}

/** The same rows by several keys at once. */
export async function replyTimesBy<K extends string>(
  db: Db,
  scope: AnalyticsScope,
  keysOf: Record<K, (side: ReplySide) => string>,
): Promise<Record<K, ReplyTimes>> {
  const names = Object.keys(keysOf) as K[];
  const found = Object.fromEntries(names.map((name) => [name, new Map()])) as Record<K, ReplyTimes>;
  for (const row of await timesOf(db, scope)) {
    for (const name of names) {
      const key = keysOf[name](row);
      const stages = found[name].get(key) ?? new Map<Stage, Map<number, number>>();
      found[name].set(key, stages);
      const times = stages.get(row.stage) ?? new Map<number, number>();
      stages.set(row.stage, times);
      times.set(row.ms, (times.get(row.ms) ?? 0) + row.n);
    }
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

export async function latencyByDay(
  db: Db,
  scope: AnalyticsScope,
): Promise<Pick<AnalyticsAnswers["latency"], "items" | "total">> {
  const { from, to } = scope.period;
  const { rows } = await sql<{ day: string; stage: Stage; replies: number; p50: number; p95: number }>`
    with counted as (
      select t.day, t.stage, t.ms, sum(t.replies) as n from talky.reply_times t
      where ${talliesOf(scope)} and t.day between ${from}::date and ${to}::date group by 1, 2, 3
    ), ranked as (
      select day, stage, ms, sum(n) over (partition by day, stage order by ms) as upto,
        sum(n) over (partition by day, stage) as whole
      from counted where n > 0)
    select to_char(day, 'YYYY-MM-DD') as day, stage, whole::bigint as replies,
      min(ms) filter (where upto >= whole * 0.5) as p50, min(ms) filter (where upto >= whole * 0.95) as p95
    from ranked group by ranked.day, stage, whole order by 1`.execute(db);
  const days = Map.groupBy(rows, ({ day }) => day);
  const items = [...days].map(([day, stages]) => {
    const pair = (wanted: Stage) => {
      const row = stages.find(({ stage }) => stage === wanted);
      return row ? { p50: row.p50, p95: row.p95 } : NOTHING;
    };
    const [stt_ms, llm_ms, tts_ms, total_ms] = STAGES.map(pair) as [Pair, Pair, Pair, Pair];
    const replies = stages.find(({ stage }) => stage === "total")?.replies ?? 0;
    return { day, replies, stt_ms, llm_ms, tts_ms, total_ms };
  });
  const { all } = await replyTimesBy(db, scope, { all: () => "" });
  return { items, total: latencyOf(all.get("")) };
}
type Pair = Latency["total_ms"];
