import { type RawBuilder, sql } from "kysely";
import type { CallFilter } from "#lib/domain/api/call";
import type { CallFacets } from "#lib/domain/api/call-facets";
import { barWidthS, wholeSteps } from "#lib/domain/calls-histogram";
import { DISPOSITIONS, TELEPHONY_RESULTS } from "#lib/domain/statuses";
import { callCondition } from "./call-filter.ts";
import { talliesOf } from "./call-tallies.ts";
import type { Db } from "./db.ts";

type FacetsFilter = CallFilter & { from: string; to: string };

/** A frequent word is looked for in so many calls, the newest: each is a look at its contact. */
const MOST_SEARCHED = 5000;

/** Calls of one bar and one kind. */
interface Counted {
  at: Date;
  disposition: string | null;
  telephony_result: string | null;
  is_open: boolean;
  n: number;
}

/**
 * How many calls of a list have each value, and when they were asked for. What the list is filtered by besides its outcome
 * holds here too: a facet says how many there would be. Where only a campaign and a time are asked for, most of it comes
 * from the sums that are kept: the cost grows with the time alone.
 */
export async function callFacets(
  db: Db,
  tenantId: string,
  query: FacetsFilter,
  mostSearched = MOST_SEARCHED,
): Promise<CallFacets> {
  const { disposition: _, telephony_result: __, in_progress: ___, ...filter } = query;
  const widthS = barWidthS(Date.parse(query.from), Date.parse(query.to));
  if (filter.search?.trim()) return searchedFacets(db, tenantId, filter, { widthS, mostSearched });
  const steps = isSummed(filter) ? wholeSteps(Date.parse(query.from), Date.parse(query.to), widthS) : null;
  if (steps === null) {
    const { where } = await callCondition(db, filter);
    return facetsOf(widthS, await countCalls(db, tenantId, where, widthS));
  }
  const [from, to] = [new Date(steps.fromMs).toISOString(), new Date(steps.toMs).toISOString()];
  // The sums are of calls that are over; the steps at both ends are not whole.
  const of = async (part: CallFilter) => (await callCondition(db, { ...filter, ...part })).where;
  const time = { campaignId: filter.campaign_id ?? null, grain: steps.grain, from, to, widthS };
  const counted = [
    await sumCalls(db, tenantId, time),
    await countCalls(db, tenantId, sql`${await of({ from, to })} and k.settled_at is null`, widthS),
    await countCalls(db, tenantId, await of({ to: from }), widthS),
    await countCalls(db, tenantId, await of({ from: to }), widthS),
  ];
  return facetsOf(widthS, counted.flat());
}

async function searchedFacets(
  db: Db,
  tenantId: string,
  { search, ...filter }: CallFilter,
  { widthS, mostSearched }: { widthS: number; mostSearched: number },
): Promise<CallFacets> {
  const [plain, searched] = [await callCondition(db, filter), await callCondition(db, { search })];
  const where = sql<boolean>`${plain.where} and ${searched.where}`;
  if (searched.isCountable) return facetsOf(widthS, await countCalls(db, tenantId, where, widthS));
  const { rows } = await sql<{ at: Date }>`select k.requested_at as at from talky.calls k
    where k.tenant_id = ${tenantId}::uuid and ${plain.where}
    order by k.requested_at desc offset ${mostSearched} limit 1`.execute(db);
  const [beyond] = rows;
  if (!beyond) return facetsOf(widthS, await countCalls(db, tenantId, where, widthS));
  const newest = sql<boolean>`${where} and k.requested_at > ${beyond.at}`;
  const counted = await countCalls(db, tenantId, newest, widthS);
  return { ...facetsOf(widthS, counted), is_capped: true, bars: [] };
}

const isSummed = ({ lead_id, client_id }: CallFilter): boolean =>
  lead_id === undefined && client_id === undefined;

const binOf = (widthS: number, column: string) =>
  sql<Date>`date_bin(make_interval(secs => ${widthS}), ${sql.ref(column)}, 'epoch'::timestamptz)`;

/** From the calls themselves. */
async function countCalls(
  db: Db,
  tenantId: string,
  where: RawBuilder<boolean>,
  widthS: number,
): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select ${binOf(widthS, "k.requested_at")} as at, k.disposition, k.telephony_result,
      (k.settled_at is null and k.carrier_state not in ('ended', 'unknown')) as is_open, count(*) as n
    from talky.calls k where k.tenant_id = ${tenantId}::uuid and ${where} group by 1, 2, 3, 4`.execute(db);
  return rows;
}

interface SummedTime {
  campaignId: string | null;
  grain: "hour" | "quarter";
  from: string;
  to: string;
  widthS: number;
}

/** From the sums, as if each answered call had a conversation and no other one: what facets count is the same. */
async function sumCalls(db: Db, tenantId: string, time: SummedTime): Promise<Counted[]> {
  const { campaignId, grain, from, to, widthS } = time;
  const columns = [
    ...DISPOSITIONS.map((one) => `came_to_${one}`),
    ...TELEPHONY_RESULTS.map((one) => `result_${one}`),
  ];
  const sums = columns.map((name) => sql`sum(t.${sql.ref(name)})::bigint as ${sql.ref(name)}`);
  const { rows } = await sql<{ at: Date } & Record<string, number>>`
    select ${binOf(widthS, "t.at")} as at, ${sql.join(sums)} from talky.call_tallies t
    where ${talliesOf({ tenantId, campaignId, agentId: null })} and t.grain = ${grain}
      and t.at >= ${from}::timestamptz and t.at < ${to}::timestamptz group by 1`.execute(db);
  return rows.flatMap((row) => {
    const of = (name: string): number => row[name] ?? 0;
    const told = DISPOSITIONS.map((disposition): Counted => ({
      at: row.at,
      disposition,
      telephony_result: "answered",
      is_open: false,
      n: of(`came_to_${disposition}`),
    }));
    const conversations = told.reduce((sum, { n }) => sum + n, 0);
    const others = TELEPHONY_RESULTS.map((result): Counted => ({
      at: row.at,
      disposition: null,
      telephony_result: result,
      is_open: false,
      n: of(`result_${result}`) - (result === "answered" ? conversations : 0),
    }));
    return [...told, ...others].filter(({ n }) => n !== 0);
  });
}

function facetsOf(widthS: number, counted: readonly Counted[]): CallFacets {
  const bars = new Map<number, { calls: number; answered: number; goals: number }>();
  const facets: CallFacets = {
    total: 0,
    in_progress: 0,
    answered: 0,
    goals: 0,
    disposition: {},
    telephony_result: {},
    is_capped: false,
    bar_width_s: widthS,
    bars: [],
  };
  for (const { at, disposition, telephony_result: result, is_open: isOpen, n } of counted) {
    const bar = bars.get(at.getTime()) ?? { calls: 0, answered: 0, goals: 0 };
    const [answered, goals] = [result === "answered" ? n : 0, disposition === "goal_achieved" ? n : 0];
    bar.calls += n;
    bar.answered += Math.max(answered, goals);
    bar.goals += goals;
    bars.set(at.getTime(), bar);
    facets.total += n;
    facets.answered += answered;
    facets.goals += goals;
    if (isOpen) facets.in_progress += n;
    if (disposition) facets.disposition[disposition] = (facets.disposition[disposition] ?? 0) + n;
    if (result) facets.telephony_result[result] = (facets.telephony_result[result] ?? 0) + n;
  }
  facets.bars = [...bars]
    .toSorted(([a], [b]) => a - b)
    .map(([at, bar]) => ({ at: new Date(at).toISOString(), ...bar }));
  return facets;
}
