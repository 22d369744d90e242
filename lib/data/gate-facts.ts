import { sql } from "kysely";
import type { GateFacts } from "#lib/domain/dialing/gate";
import { callingConfigSchema, type CallingConfig } from "#lib/domain/settings";
import { ACTIVE_JOB_STATUSES, type CampaignStatus } from "#lib/domain/statuses";
import type { Db } from "./db.ts";

const ACTIVE = sql.join(ACTIVE_JOB_STATUSES.map((status) => sql.lit(status)));

/** Settings that do not parse (an older shape) fall back to the defaults, never to an open window. */
export function readCallingConfig(stored: unknown): CallingConfig {
  const parsed = callingConfigSchema.safeParse(stored);
  return parsed.success ? parsed.data : callingConfigSchema.parse({});
}

/** What a job's lead and history say to the gate; for a row `j` of dialer_jobs and `l` of its leads. */
export const CANDIDATE_COLUMNS = sql`
  j.id, j.tenant_id, j.campaign_id, j.lead_id, j.phone_number, j.attempts, j.status, j.reason,
  l.timezone, l.status as lead_status,
  exists (select from talky.dnc_entries d where d.tenant_id = j.tenant_id and d.phone_number = j.phone_number
    and (d.campaign_id is null or d.campaign_id = j.campaign_id)) as do_not_call,
  exists (select from talky.dialer_jobs o where o.tenant_id = j.tenant_id and o.phone_number = j.phone_number
    and o.id <> j.id and o.status in (${ACTIVE})) or
  exists (select from talky.calls k where k.tenant_id = j.tenant_id and k.phone_number = j.phone_number
    and k.settled_at is null) as is_number_busy,
  j.attempts - (select count(*) from talky.calls f where f.job_id = j.id and f.telephony_result = 'failed'
    and f.ringing_at is null and f.answered_at is null) as counted_attempts`;

export interface CandidateRow {
  id: string;
  tenant_id: string;
  campaign_id: string;
  lead_id: string;
  phone_number: string;
  attempts: number;
  status: string;
  reason: string | null;
  timezone: string | null;
  lead_status: string;
  do_not_call: boolean;
  is_number_busy: boolean;
  counted_attempts: number;
}

/** The rules and limits of a campaign, its tenant and the platform; the same for all of its leads. */
export type GateRules = Pick<GateFacts, "campaign" | "tenant" | "platform" | "active">;

export function factsOf(rules: GateRules, candidate: CandidateRow, carrier: GateFacts["carrier"]): GateFacts {
  return {
    ...rules,
    carrier,
    lead: { phoneNumber: candidate.phone_number, timezone: candidate.timezone },
    doNotCall: candidate.do_not_call,
    isNumberBusy: candidate.is_number_busy,
    countedAttempts: candidate.counted_attempts,
    minutesLeft: null,
  };
}

/**
 * Reads the rules. `claim` locks the rows of campaign, tenant and platform in that order until the transaction ends, so
 * that the slots counted are still free when they are taken; `share` keeps the campaign as it is, `read` locks nothing.
 * null: no such campaign.
 */
export async function readGateRules(
  db: Db,
  campaignId: string,
  lock: "claim" | "share" | "read",
): Promise<GateRules | null> {
  const strong = lock === "claim" ? sql`for no key update` : sql``;
  const campaigns = await sql<{
    tenant_id: string;
    status: string;
    max_attempts: number;
    max_concurrent_calls: number;
    calling_config: unknown;
  }>`select tenant_id, status, max_attempts, max_concurrent_calls, calling_config from talky.campaigns
     where id = ${campaignId} ${lock === "share" ? sql`for share` : strong}`.execute(db);
  const campaign = campaigns.rows[0];
  if (!campaign) return null;
  const tenants = await sql<{ status: string; plan_id: string }>`
    select status, plan_id from talky.tenants where id = ${campaign.tenant_id} ${strong}`.execute(db);
  const platforms = await sql<{ kill_switch: boolean; max_concurrent_calls: number }>`
    select kill_switch, max_concurrent_calls from talky.platform_settings ${strong}`.execute(db);
  const counts = await sql<{ platform: number; tenant: number; campaign: number; plan_limit: number | null }>`
    select count(*) as platform,
      count(*) filter (where tenant_id = ${campaign.tenant_id}) as tenant,
      count(*) filter (where campaign_id = ${campaignId}) as campaign,
      (select max_concurrent_calls from talky.plans where id = ${tenants.rows[0]?.plan_id}) as plan_limit
    from talky.dialer_jobs where status in (${ACTIVE})`.execute(db);
  const count = counts.rows[0];
  return {
    campaign: {
      status: campaign.status as CampaignStatus,
      maxAttempts: campaign.max_attempts,
      maxConcurrentCalls: campaign.max_concurrent_calls,
      calling: readCallingConfig(campaign.calling_config),
    },
    // What cannot be read is closed: no tenant, no plan and no platform row let nothing through.
    tenant: {
      status: tenants.rows[0]?.status === "active" ? "active" : "suspended",
      maxConcurrentCalls: count?.plan_limit ?? 0,
    },
    platform: {
      killSwitch: platforms.rows[0]?.kill_switch ?? true,
      maxConcurrentCalls: platforms.rows[0]?.max_concurrent_calls ?? 0,
    },
    active: { platform: count?.platform ?? 0, tenant: count?.tenant ?? 0, campaign: count?.campaign ?? 0 },
  };
}
