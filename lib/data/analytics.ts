import { type RawBuilder, sql } from "kysely";
import { isLong } from "#lib/domain/analytics/period";
import type { AnalyticsAnswers, AnalyticsKind } from "#lib/domain/api/analytics";
import { ANSWERED_BY, DISPOSITIONS, TELEPHONY_RESULTS } from "#lib/domain/statuses";
import type { AnalyticsScope } from "./analytics-scope.ts";
import { talliesOf } from "./call-tallies.ts";
import { compareSides, readSides } from "./compare-calls.ts";
import { contactsLoaded } from "./contacts-loaded.ts";
import { ATTEMPTS, type DaySums, daySums, occurringOf, sumOf } from "./day-sums.ts";
import type { Db } from "./db.ts";
import { latencyOfRows, readTimes, readWholeTimes, sideTimes } from "./reply-times.ts";

type Answer<K extends AnalyticsKind> = Omit<AnalyticsAnswers[K], "from" | "to" | "timezone">;

const minutesOf = (milliseconds: number): number => Math.round(milliseconds / 600) / 100;

const calls = (days: readonly DaySums[]): Answer<"calls"> => ({
  items: days.map((day) => ({
    day: day.day,
    calls: day.calls,
    answered: day.answered,
    human: day.human,
    goals_achieved: day.goals,
    minutes: minutesOf(day.milliseconds),
  })),
});

const outcomes = (days: readonly DaySums[]): Answer<"outcomes"> => ({
  calls: sumOf(days, "calls"),
  telephony_result_counts: occurringOf(days, "result", TELEPHONY_RESULTS),
  answered_by_counts: occurringOf(days, "by", ANSWERED_BY),
  disposition_counts: occurringOf(days, "came_to", DISPOSITIONS),
});

const dispositions = (days: readonly DaySums[]): Answer<"dispositions"> => ({
  items: days
    .filter((day) => day.answered > 0)
    .map((day) => ({
      day: day.day,
      disposition_counts: occurringOf([day], "came_to", DISPOSITIONS),
    })),
});

const attempts = (days: readonly DaySums[]): Answer<"attempts"> => ({
  items: ATTEMPTS.map((attempt) => ({
    attempt,
    calls: sumOf(days, `attempt_${attempt}`),
    human: sumOf(days, `human_${attempt}`),
  })),
});

const PARTS = ["telephony_micros", "stt_micros", "llm_micros", "tts_micros"] as const;
type Costs = Record<(typeof PARTS)[number], number>;
const totalOf = (row: Costs): number => PARTS.reduce((sum, part) => sum + row[part], 0);
const costsOf = (day: Costs & { calls: number }) => ({
  calls: day.calls,
  telephony_micros: day.telephony_micros,
  stt_micros: day.stt_micros,
  llm_micros: day.llm_micros,
  tts_micros: day.tts_micros,
  total_micros: totalOf(day),
});

function costs(days: readonly DaySums[]): Answer<"costs"> {
  const total = costsOf({
    calls: sumOf(days, "calls"),
    telephony_micros: sumOf(days, "telephony_micros"),
    stt_micros: sumOf(days, "stt_micros"),
    llm_micros: sumOf(days, "llm_micros"),
    tts_micros: sumOf(days, "tts_micros"),
  });
  const goals = sumOf(days, "goals");
  const per = (n: number): number | null => (n === 0 ? null : Math.round(total.total_micros / n));
  return {
    items: days.map((day) => ({ day: day.day, ...costsOf(day) })),
    total: {
      ...total,
      goals_achieved: goals,
      per_call_micros: per(total.calls),
      per_goal_micros: per(goals),
    },
  };
}

async function funnel(db: Db, scope: AnalyticsScope, days: readonly DaySums[]): Promise<Answer<"funnel">> {
  return {
    ...(await contactsLoaded(db, scope)),
    attempted: sumOf(days, "leads_attempted"),
    answered: sumOf(days, "leads_answered"),
    human: sumOf(days, "leads_human"),
    engaged: sumOf(days, "leads_engaged"),
    goal_achieved: sumOf(days, "leads_goal"),
  };
}

const summed = (column: string): RawBuilder<number> => sql`sum(t.${sql.ref(column)})::bigint`;

async function hours(db: Db, scope: AnalyticsScope): Promise<Answer<"hours">> {
  const { from, to } = scope.period;
  const { rows } = await sql<Answer<"hours">["items"][number]>`
    select extract(isodow from t.day)::integer - 1 as weekday, t.hour, ${summed("calls")} as calls,
      ${summed("answered")} as answered, ${summed("human")} as human, ${summed("goals")} as goals_achieved
    from talky.callee_hours t
    where ${talliesOf(scope)} and t.day between ${from}::date and ${to}::date
    group by 1, 2 having sum(t.calls) > 0 order by 1, 2`.execute(db);
  return { items: rows };
}

type Read<K extends AnalyticsKind> = (db: Db, scope: AnalyticsScope) => Promise<Answer<K>>;
const ofDays =
  <A>(make: (days: readonly DaySums[]) => A) =>
  async (db: Db, scope: AnalyticsScope): Promise<A> =>
    make(await daySums(db, scope));

const READERS: { [K in AnalyticsKind]: Read<K> } = {
  calls: ofDays(calls),
  outcomes: ofDays(outcomes),
  dispositions: ofDays(dispositions),
  funnel: async (db, scope) => funnel(db, scope, await daySums(db, scope)),
  hours,
  attempts: ofDays(attempts),
  latency: async (db, scope) => latencyOfRows(await readTimes(db, scope, false)).latency,
  costs: ofDays(costs),
  campaigns: async (db, scope) =>
    compareSides(await readSides(db, scope), await sideTimes(db, scope)).campaigns,
  agents: async (db, scope) => compareSides(await readSides(db, scope), await sideTimes(db, scope)).agents,
};

/** One thing that can be asked of the calls of some days, from the sums that are kept: its cost grows with the days alone. */
export async function readAnalytics<K extends AnalyticsKind>(
  db: Db,
  scope: AnalyticsScope,
  kind: K,
): Promise<AnalyticsAnswers[K]> {
  const read: Read<K> = READERS[kind];
  return { ...scope.period, ...(await read(db, scope)) } as unknown as AnalyticsAnswers[K];
}

/** Runs what is read in a transaction of its own. */
export type InOwnTransaction = <T>(read: (db: Db) => Promise<T>) => Promise<T>;

/**
 * All of it, each table looked at once and the large ones beside each other. Of reply times what a page shows: whole replies
 * day by day, of a long period week by week; their stages together.
 */
export async function readAllAnalytics(
  inOwn: InOwnTransaction,
  scope: AnalyticsScope,
): Promise<AnalyticsAnswers> {
  const { period } = scope;
  const [ofDays, wholeReplies, theirParts, compared] = await Promise.all([
    inOwn(async (db) => {
      const days = await daySums(db, scope);
      return { days, funnel: await funnel(db, scope, days) };
    }),
    inOwn((db) => readTimes(db, scope, isLong(period), ["total"])),
    inOwn((db) => readWholeTimes(db, scope, ["stt", "llm", "tts"])),
    inOwn(async (db) => ({ sides: await readSides(db, scope), hours: await hours(db, scope) })),
  ]);
  const { latency, sides } = latencyOfRows([...wholeReplies, ...theirParts]);
  const { campaigns, agents } = compareSides(compared.sides, sides);
  const { days } = ofDays;
  return {
    calls: { ...period, ...calls(days) },
    outcomes: { ...period, ...outcomes(days) },
    dispositions: { ...period, ...dispositions(days) },
    funnel: { ...period, ...ofDays.funnel },
    hours: { ...period, ...compared.hours },
    attempts: { ...period, ...attempts(days) },
    latency: { ...period, ...latency },
    costs: { ...period, ...costs(days) },
    campaigns: { ...period, ...campaigns },
    agents: { ...period, ...agents },
  };
}
