import { sql } from "kysely";
import type { EndedAttempt } from "#lib/domain/dialing/breaker";
import type { Db } from "./db.ts";

export interface RecentAttempts {
  tenantId: string;
  campaignId: string;
  attempts: EndedAttempt[];
}

/** Faults that say something about the carrier or about us, not about how fast we ask. */
const FAULTS = ["unreachable", "refused_request", "not_found"];

/**
 * A call whose worker died is no sign: another worker goes on. What has ended since `since` in each running campaign: settled calls, and requests that the carrier did not take. Only
 * what came after the campaign was last started, resumed or edited.
 */
export async function recentAttempts(db: Db, since: Date): Promise<RecentAttempts[]> {
  const { rows } = await sql<{ tenant_id: string; campaign_id: string; attempts: EndedAttempt[] }>`
    with ended as (
      select k.campaign_id, k.job_id, k.id as call_id, k.settled_at as at,
        k.disposition = 'error' and k.end_reason is distinct from 'worker_lost'
          or k.telephony_result = 'failed' and k.ringing_at is null and k.answered_at is null as has_failed
      from talky.calls k where k.settled_at > ${since}
      union all
      select j.campaign_id, e.job_id, null, e.at, true
      from talky.call_events e join talky.dialer_jobs j on j.id = e.job_id
      where e.type = 'carrier.refused' and e.at > ${since} and e.data ->> 'fault' = any(${FAULTS}::text[]))
    select c.tenant_id, c.id as campaign_id, jsonb_agg(jsonb_build_object(
      'jobId', ended.job_id, 'callId', ended.call_id, 'hasFailed', coalesce(ended.has_failed, false))) as attempts
    from talky.campaigns c join ended on ended.campaign_id = c.id and ended.at > c.updated_at
    where c.status = 'running' group by c.id`.execute(db);
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    campaignId: row.campaign_id,
    attempts: row.attempts,
  }));
}
