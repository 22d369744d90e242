import { type RawBuilder, sql } from "kysely";
import type { CallFilter } from "#lib/domain/api/call";
import { numberOfClient } from "./clients.ts";
import type { Db } from "./db.ts";
import { searchPatterns } from "./search-patterns.ts";

/** Whoever is found no more often than this is looked up first, and then their calls. */
const FEW_PEOPLE = 1000;

export interface CallCondition {
  /** Asked of a call `k`. */
  where: RawBuilder<boolean>;
  /** false: to count what matches is to walk through all calls. */
  isCountable: boolean;
}

/** What a list of calls asks of a call. */
export async function callCondition(db: Db, filter: CallFilter): Promise<CallCondition> {
  const searched = await searchCondition(db, filter.search);
  const conditions = [...plainConditions(filter), ...(searched ? [searched.where] : [])];
  return {
    where: conditions.length === 0 ? sql`true` : sql<boolean>`(${sql.join(conditions, sql` and `)})`,
    isCountable: searched === null || searched.isFew,
  };
}

function plainConditions(filter: CallFilter): RawBuilder<unknown>[] {
  const { campaign_id, lead_id, client_id, disposition, telephony_result, in_progress, from, to } = filter;
  return [
    campaign_id === undefined ? null : sql`k.campaign_id = ${campaign_id}::uuid`,
    lead_id === undefined ? null : sql`k.lead_id = ${lead_id}::uuid`,
    client_id === undefined ? null : sql`k.phone_number = ${numberOfClient(client_id)}`,
    disposition === undefined ? null : sql`k.disposition = ${disposition}`,
    telephony_result === undefined ? null : sql`k.telephony_result = ${telephony_result}`,
    in_progress === undefined
      ? null
      : sql`(k.settled_at is null and k.carrier_state not in ('ended', 'unknown')) = ${in_progress}`,
    from === undefined ? null : sql`k.requested_at >= ${from}::timestamptz`,
    to === undefined ? null : sql`k.requested_at < ${to}::timestamptz`,
  ].filter((condition) => condition !== null);
}

/** By name, e-mail or number. A rare word is found by its index; a frequent one by walking the newest calls. */
async function searchCondition(
  db: Db,
  search: string | undefined,
): Promise<{ where: RawBuilder<unknown>; isFew: boolean } | null> {
  const patterns = searchPatterns(search);
  if (patterns.length === 0) return null;
  const { rows } = await sql<{
    n: number;
  }>`select talky.count_found_leads(null::uuid, ${patterns}::text[], null::text,
    ${FEW_PEOPLE + 1}::integer) as n`.execute(db);
  if ((rows[0]?.n ?? 0) <= FEW_PEOPLE) {
    const where = sql`k.lead_id in (select talky.search_leads(null::uuid, ${patterns}::text[], null::text))`;
    return { where, isFew: true };
  }
  const held = patterns.map((pattern) => sql`p.search_text like ${pattern}`);
  // Asked of call after call, newest first: as a condition that can be joined, everybody who is found would be fetched first.
  const where = sql`(select ${sql.join(held, sql` and `)} from talky.leads p where p.id = k.lead_id)`;
  return { where, isFew: false };
}
