import { type RawBuilder, sql } from "kysely";
import {
  type Disposition,
  DISPOSITIONS,
  TELEPHONY_RESULTS,
  type TelephonyResult,
} from "#lib/domain/statuses";
import type { Db } from "./db.ts";

/** Of whose calls the sums are. */
export interface TallyScope {
  tenantId: string;
  campaignId: string | null;
  agentId: string | null;
}

/** The rows `t` of these calls, whatever their time. */
export function talliesOf({ tenantId, campaignId, agentId }: TallyScope): RawBuilder<boolean> {
  return sql`t.tenant_id = ${tenantId}::uuid
    ${campaignId === null ? sql`` : sql`and t.campaign_id = ${campaignId}::uuid`}
    ${agentId === null ? sql`` : sql`and t.agent_id = ${agentId}::uuid`}`;
}

/** Each column of a group of them as one object: the group's prefix is taken off. */
const summed = (prefix: string, values: readonly string[]): RawBuilder<Record<string, number>> =>
  sql`jsonb_build_object(${sql.join(
    values.flatMap((value) => [sql.lit(value), sql`coalesce(sum(t.${sql.ref(`${prefix}_${value}`)}), 0)`]),
  )})`;

const DISPOSITION_SUMS = summed("came_to", DISPOSITIONS);
const RESULT_SUMS = summed("result", TELEPHONY_RESULTS);

/** Those that occur. */
export const occurring = <K extends string>(counts: Record<K, number>): Partial<Record<K, number>> =>
  Object.fromEntries(Object.entries<number>(counts).filter(([, n]) => n > 0)) as Partial<Record<K, number>>;

export interface CallTotals {
  calls: number;
  goals: number;
  milliseconds: number;
  micros: number;
  results: Record<TelephonyResult, number>;
  dispositions: Record<Disposition, number>;
}

/** All calls of a scope that are over. */
export async function callTotals(db: Db, scope: TallyScope): Promise<CallTotals> {
  const { rows } = await sql<CallTotals>`
    select coalesce(sum(t.calls), 0)::bigint as calls, coalesce(sum(t.goals), 0)::bigint as goals,
      coalesce(sum(t.milliseconds), 0)::bigint as milliseconds,
      coalesce(sum(t.telephony_micros + t.stt_micros + t.llm_micros + t.tts_micros), 0)::bigint as micros,
      ${RESULT_SUMS} as results, ${DISPOSITION_SUMS} as dispositions
    from talky.call_tallies t where t.grain = 'all' and ${talliesOf(scope)}`.execute(db);
  const [totals] = rows;
  if (!totals) throw new Error("an aggregate answered no row");
  return totals;
}
