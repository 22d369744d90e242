import { sql } from "kysely";
import { percentilesOf } from "#lib/domain/analytics/reply-histogram";
import type { AnalyticsAnswers } from "#lib/domain/api/analytics";
import type { AnalyticsScope } from "./analytics-scope.ts";
import type { Db } from "./db.ts";
import { talliesOfDays } from "./day-sums.ts";
import { type ReplyTimes, replyTimesBy, type SideTime } from "./reply-times.ts";

type Comparison = Pick<AnalyticsAnswers["campaigns"], "items">;

const MOST = 50;
const COUNTS = [
  "calls",
  "answered",
  "human",
  "engaged",
  "goals_achieved",
  "milliseconds",
  "total_micros",
] as const;
type Counts = Record<(typeof COUNTS)[number], number>;
interface Side extends Counts {
  campaign_id: string;
  campaign_name: string;
  is_single_call: boolean;
  agent_id: string | null;
  agent_name: string | null;
}

/** The calls of each campaign with each agent. */
export async function readSides(db: Db, scope: AnalyticsScope): Promise<Side[]> {
  const { rows } = await sql<Side>`
    with side as (
      select t.campaign_id, t.agent_id, sum(t.calls)::bigint as calls, sum(t.answered)::bigint as answered,
        sum(t.human)::bigint as human, sum(t.engaged)::bigint as engaged, sum(t.goals)::bigint as goals_achieved,
        sum(t.milliseconds)::bigint as milliseconds,
        sum(t.telephony_micros + t.stt_micros + t.llm_micros + t.tts_micros)::bigint as total_micros
      from talky.call_tallies t where ${talliesOfDays(scope)} group by 1, 2 having sum(t.calls) > 0)
    select side.*, c.name as campaign_name, c.is_single_call, a.name as agent_name
    from side join talky.campaigns c on c.id = side.campaign_id left join talky.agents a on a.id = side.agent_id`.execute(
    db,
  );
  return rows;
}

/** Campaigns side by side, and agents; single calls are nobody's campaign. */
export function compareSides(
  sides: readonly Side[],
  times: readonly SideTime[],
): { campaigns: Comparison; agents: Comparison } {
  const replies = {
    campaigns: replyTimesBy(times, ({ campaign_id }) => campaign_id),
    agents: replyTimesBy(times, ({ agent_id }) => agent_id ?? ""),
  };
  const campaigns = sides.filter((side) => !side.is_single_call);
  return {
    campaigns: compared(campaigns, (s) => ({ id: s.campaign_id, name: s.campaign_name }), replies.campaigns),
    agents: compared(sides, (s) => ({ id: s.agent_id, name: s.agent_name ?? "–" }), replies.agents),
  };
}

function compared(
  sides: readonly Side[],
  nameOf: (side: Side) => { id: string | null; name: string },
  replies: ReplyTimes,
): Comparison {
  const found = new Map<string, { id: string | null; name: string } & Counts>();
  for (const side of sides) {
    const named = nameOf(side);
    const known = found.get(named.id ?? "");
    const added = COUNTS.map((count) => [count, side[count] + (known?.[count] ?? 0)]);
    found.set(named.id ?? "", { ...named, ...(Object.fromEntries(added) as Counts) });
  }
  const items = [...found]
    .map(([key, { milliseconds, ...side }]) => {
      const { replies: n, p50, p95 } = percentilesOf(replies.get(key)?.get("total") ?? new Map());
      return { ...side, minutes: Math.round(milliseconds / 600) / 100, replies: n, reply_ms: { p50, p95 } };
    })
    .toSorted((a, b) => b.calls - a.calls || a.name.localeCompare(b.name))
    .slice(0, MOST);
  return { items };
}
