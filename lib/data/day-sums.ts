import { type RawBuilder, sql } from "kysely";
import { offsetMs } from "#lib/domain/dialing/local-time";
import { ANSWERED_BY, DISPOSITIONS, TELEPHONY_RESULTS } from "#lib/domain/statuses";
import type { AnalyticsScope } from "./analytics-scope.ts";
import { talliesOf } from "./call-tallies.ts";
import type { Db } from "./db.ts";

const PARTS = ["telephony_micros", "stt_micros", "llm_micros", "tts_micros"] as const;
export const ATTEMPTS = [1, 2, 3, 4, 5] as const;
const LEADS = ["attempted", "answered", "human", "engaged", "goal"] as const;

const COLUMNS = [
  ...(["calls", "answered", "human", "engaged", "goals", "milliseconds"] as const),
  ...PARTS,
  ...TELEPHONY_RESULTS.map((one) => `result_${one}` as const),
  ...ANSWERED_BY.map((one) => `by_${one}` as const),
  ...DISPOSITIONS.map((one) => `came_to_${one}` as const),
  ...ATTEMPTS.flatMap((n) => [`attempt_${n}` as const, `human_${n}` as const]),
  ...LEADS.map((one) => `leads_${one}` as const),
];
export type Sums = Record<(typeof COLUMNS)[number], number>;
export type DaySums = Sums & { day: string };

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** The largest pieces that each day of the period is made of: its clock is so far from UTC. */
function grainOf({ period: { from, to, timezone } }: AnalyticsScope): "day" | "hour" | "quarter" {
  if (timezone === "UTC") return "day";
  const offsets: number[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to) + DAY_MS; at += DAY_MS)
    offsets.push(offsetMs(new Date(at), timezone));
  if (offsets.every((offset) => offset === 0)) return "day";
  return offsets.every((offset) => offset % HOUR_MS === 0) ? "hour" : "quarter";
}

/** The rows `t` of those days, in as few pieces as its clock allows. */
export function talliesOfDays(scope: AnalyticsScope): RawBuilder<boolean> {
  const { from, to, timezone } = scope.period;
  return sql`${talliesOf(scope)} and t.grain = ${grainOf(scope)}
    and t.at >= ${from}::date::timestamp at time zone ${timezone}::text
    and t.at < (${to}::date + 1)::timestamp at time zone ${timezone}::text`;
}

/** All that is summed, day by day in one look; every day of the period, those without a call too. */
export async function daySums(db: Db, scope: AnalyticsScope): Promise<DaySums[]> {
  const { from, to, timezone } = scope.period;
  const sums = COLUMNS.map((column) => sql`sum(t.${sql.ref(column)})::bigint as ${sql.ref(column)}`);
  // By the date, of which there are few: to write each hour's out as a word takes longer than to add all of them up.
  const { rows } = await sql<DaySums>`
    select to_char(t.day, 'YYYY-MM-DD') as day, ${sql.join(sums)}
    from (
      select (t.at at time zone ${timezone}::text)::date as day, t.* from talky.call_tallies t
      where ${talliesOfDays(scope)}) t
    group by t.day`.execute(db);
  const known = new Map(rows.map((row) => [row.day, row]));
  const nothing = Object.fromEntries(COLUMNS.map((column) => [column, 0])) as Sums;
  const days: DaySums[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.push(known.get(day) ?? { ...nothing, day });
  }
  return days;
}

/** Of all days together. */
export const sumOf = (days: readonly DaySums[], column: keyof Sums): number =>
  days.reduce((sum, day) => sum + day[column], 0);

/** Of one kind of columns: what occurs, by its name without their prefix. */
export function occurringOf<K extends string>(
  days: readonly DaySums[],
  prefix: "result" | "by" | "came_to",
  values: readonly K[],
): Partial<Record<K, number>> {
  const counts = values.map((value) => [value, sumOf(days, `${prefix}_${value}` as keyof Sums)] as const);
  return Object.fromEntries(counts.filter(([, n]) => n > 0)) as Partial<Record<K, number>>;
}
