import { sql } from "kysely";
import type { CallFilter } from "#lib/domain/api/call";
import type { CallFacets } from "#lib/domain/api/call-facets";
import { barWidthS } from "#lib/domain/calls-histogram";
import { callCondition } from "./call-filter.ts";
import type { Db } from "./db.ts";

interface Counted {
  at: Date;
  disposition: string | null;
  telephony_result: string | null;
  is_open: boolean;
  n: number;
}

/**
 * How many calls of a list have each value, and when they were asked for. What the list is filtered by besides its outcome
 * holds here too: a facet says how many there would be.
 */
export async function callFacets(
  db: Db,
  tenantId: string,
  query: CallFilter & { from: string; to: string },
): Promise<CallFacets> {
  const { disposition: _, telephony_result: __, in_progress: ___, ...filter } = query;
  const { where } = await callCondition(db, filter);
  const widthS = barWidthS(Date.parse(query.from), Date.parse(query.to));
  const { rows } = await sql<Counted>`
    select date_bin(make_interval(secs => ${widthS}), k.requested_at, 'epoch'::timestamptz) as at, k.disposition,
      k.telephony_result, (k.settled_at is null and k.carrier_state not in ('ended', 'unknown')) as is_open, count(*) as n
    from talky.calls k where k.tenant_id = ${tenantId}::uuid and ${where} group by 1, 2, 3, 4 order by 1`.execute(
    db,
  );
  const bars = new Map<number, { calls: number; answered: number; goals: number }>();
  const facets: CallFacets = {
    total: 0,
    in_progress: 0,
    answered: 0,
    goals: 0,
    disposition: {},
    telephony_result: {},
    bar_width_s: widthS,
    bars: [],
  };
  for (const { at, disposition, telephony_result: result, is_open: isOpen, n } of rows) {
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
  facets.bars = [...bars].map(([at, bar]) => ({ at: new Date(at).toISOString(), ...bar }));
  return facets;
}
