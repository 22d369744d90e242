import { type RawBuilder, sql } from "kysely";
import type { AnalyticsAnswers } from "#lib/domain/api/analytics";
import type { AnalyticsScope } from "./analytics-scope.ts";
import { talliesOf } from "./call-tallies.ts";
import type { Db } from "./db.ts";

type Latency = AnalyticsAnswers["latency"]["total"];
interface StageRow {
  key: string;
  stage: "stt" | "llm" | "tts" | "total";
  replies: number;
  p50: number;
  p95: number;
}

const NOTHING = { p50: null, p95: null };
const none = (): Latency => ({
  replies: 0,
  stt_ms: NOTHING,
  llm_ms: NOTHING,
  tts_ms: NOTHING,
  total_ms: NOTHING,
});

/** The least time that so large a part of the replies did not exceed, stage by stage, for each value of `key` of the rows `t`. */
export async function replyTimes(
  db: Db,
  scope: AnalyticsScope,
  key: RawBuilder<unknown>,
): Promise<Map<string, Latency>> {
  const { from, to } = scope.period;
  const { rows } = await sql<StageRow>`
    with counted as (
      select ${key} as key, t.stage, t.ms, sum(t.replies) as n from talky.reply_times t
      where ${talliesOf(scope)} and t.day between ${from}::date and ${to}::date group by 1, 2, 3
    ), ranked as (
      select key, stage, ms, sum(n) over (partition by key, stage order by ms) as upto,
        sum(n) over (partition by key, stage) as whole
      from counted where n > 0)
    select key, stage, whole::bigint as replies, min(ms) filter (where upto >= whole * 0.5) as p50,
      min(ms) filter (where upto >= whole * 0.95) as p95
    from ranked group by key, stage, whole`.execute(db);
  const found = new Map<string, Latency>();
  for (const { key: of, stage, replies, p50, p95 } of rows) {
    const known = found.get(of) ?? none();
    found.set(of, { ...known, ...(stage === "total" ? { replies } : {}), [`${stage}_ms`]: { p50, p95 } });
  }
  return found;
}

export async function latencyByDay(db: Db, scope: AnalyticsScope): Promise<AnalyticsAnswers["latency"]> {
  const byDay = await replyTimes(db, scope, sql`to_char(t.day, 'YYYY-MM-DD')`);
  const whole = await replyTimes(db, scope, sql`''`);
  return {
    ...scope.period,
    items: [...byDay]
      .map(([day, latency]) => ({ day, ...latency }))
      .toSorted((a, b) => a.day.localeCompare(b.day)),
    total: whole.get("") ?? none(),
  };
}
