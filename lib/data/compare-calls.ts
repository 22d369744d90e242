import { type RawBuilder, sql } from "kysely";
import type { AnalyticsAnswers } from "#lib/domain/api/analytics";
import type { AnalyticsScope } from "./analytics-scope.ts";
import { talliesOf } from "./call-tallies.ts";
import type { Db } from "./db.ts";
import { replyTimes } from "./reply-times.ts";

type Comparison = AnalyticsAnswers["campaigns"];

const MOST = 50;
const NOTHING = { p50: null, p95: null };

interface Side {
  id: string | null;
  name: string | null;
  calls: number;
  answered: number;
  human: number;
  engaged: number;
  goals_achieved: number;
  milliseconds: number;
  total_micros: number;
}

const sum = (column: string): RawBuilder<number> => sql`sum(t.${sql.ref(column)})::bigint`;

async function compare(
  db: Db,
  scope: AnalyticsScope,
  by: RawBuilder<string | null>,
  named: { name: RawBuilder<unknown>; join: RawBuilder<unknown> },
): Promise<Comparison> {
  const { from, to, timezone } = scope.period;
  const { rows } = await sql<Side>`
    with side as (
      select ${by} as id, ${sum("calls")} as calls, ${sum("answered")} as answered, ${sum("human")} as human,
        ${sum("engaged")} as engaged, ${sum("goals")} as goals_achieved, ${sum("milliseconds")} as milliseconds,
        sum(t.telephony_micros + t.stt_micros + t.llm_micros + t.tts_micros)::bigint as total_micros
      from talky.call_tallies t
      where ${talliesOf(scope)} and t.at >= ${from}::date::timestamp at time zone ${timezone}::text
        and t.at < (${to}::date + 1)::timestamp at time zone ${timezone}::text
      group by 1 having sum(t.calls) > 0)
    select side.*, ${named.name} as name from side ${named.join}
    order by side.calls desc, side.id limit ${sql.lit(MOST)}`.execute(db);
  const replies = await replyTimes(db, scope, sql`coalesce(${by}::text, '')`);
  return {
    ...scope.period,
    items: rows.map(({ milliseconds, name: called, ...side }) => {
      const latency = replies.get(side.id ?? "");
      return {
        ...side,
        name: called ?? "–",
        minutes: Math.round(milliseconds / 600) / 100,
        replies: latency?.replies ?? 0,
        reply_ms: latency?.total_ms ?? NOTHING,
      };
    }),
  };
}

/** Single calls are nobody's campaign. */
export const compareCampaigns = (db: Db, scope: AnalyticsScope): Promise<Comparison> =>
  compare(db, scope, sql`t.campaign_id`, {
    name: sql`c.name`,
    join: sql`join talky.campaigns c on c.id = side.id and not c.is_single_call`,
  });

export const compareAgents = (db: Db, scope: AnalyticsScope): Promise<Comparison> =>
  compare(db, scope, sql`t.agent_id`, {
    name: sql`a.name`,
    join: sql`left join talky.agents a on a.id = side.id`,
  });
