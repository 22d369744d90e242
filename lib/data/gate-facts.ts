import { sql } from "kysely";
import { LEAST_CALL_S, reckonedMicros } from "#lib/domain/cost/budget";
import { callerIdFreeAt, capDayOf, pickCallerId, type CallerId } from "#lib/domain/dialing/caller-id";
import type { StoredFacts } from "#lib/domain/dialing/gate";
import { CAP_MONTH_MS } from "#lib/domain/dialing/attempt-caps";
import type { LeadFacts } from "#lib/domain/dialing/lead-place";
import { lawBookFrom } from "#lib/domain/laws/law-changes";
import { stateOfContact } from "#lib/domain/places/place-hint";
import { callingConfigSchema, type CallingConfig } from "#lib/domain/settings";
import { DIALING_RULE_DEFAULTS } from "#lib/domain/dialing-rules";
import { ACTIVE_JOB_STATUSES, type CampaignStatus, type Purpose } from "#lib/domain/statuses";
import type { Db } from "./db.ts";
import { changedLaws } from "./laws.ts";
import { callerIdsOf } from "./phone-numbers.ts";
import { committedMicros, secondsLeft } from "./usage-ledger.ts";

const ACTIVE = sql.join(ACTIVE_JOB_STATUSES.map((status) => sql.lit(status)));

/** Settings that do not parse (an older shape) fall back to the defaults, never to an open window. */
export function readCallingConfig(stored: unknown): CallingConfig {
  const parsed = callingConfigSchema.safeParse(stored);
  return parsed.success ? parsed.data : callingConfigSchema.parse({});
}

/** As far back as a cap looks, and a little more. */
const HISTORY_MS = CAP_MONTH_MS + 3_600_000;

/** What a job's lead and history say to the gate; for a row `j` of dialer_jobs and `l` of its leads. */
export const candidateColumns = (now: Date) => sql`
  j.id, j.tenant_id, j.campaign_id, j.lead_id, j.phone_number, j.attempts, j.status, j.reason,
  l.timezone, l.custom_fields, l.status as lead_status,
  array(select a.requested_at from talky.calls a where a.tenant_id = j.tenant_id and a.phone_number = j.phone_number
    and a.requested_at > ${new Date(now.getTime() - HISTORY_MS)} and talky.counts_on_person(a)) as number_attempts,
  exists (select from talky.consents s join talky.campaigns c on c.purpose = s.purpose
    where c.id = j.campaign_id and s.tenant_id = j.tenant_id and s.phone_number = j.phone_number
    and s.revoked_at is null and s.given_at <= ${now}) as has_consent,
  coalesce((select p.disposition = 'callback_requested' from talky.calls p where p.job_id = j.id
    order by p.attempt desc limit 1), false) as is_promised,
  exists (select from talky.dnc_entries d where d.tenant_id = j.tenant_id and d.phone_number = j.phone_number
    and (d.campaign_id is null or d.campaign_id = j.campaign_id))
    or talky.is_erased(j.tenant_id, j.phone_number) as do_not_call,
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
  custom_fields: unknown;
  number_attempts: Date[];
  has_consent: boolean;
  is_promised: boolean;
  lead_status: string;
  do_not_call: boolean;
  is_number_busy: boolean;
  counted_attempts: number;
}

/** The rules and limits of a campaign, its tenant and the platform; the same for all of its leads. */
export interface GateRules extends Pick<
  StoredFacts,
  "campaign" | "tenant" | "platform" | "active" | "minutesLeft" | "budgetLeftMicros"
> {
  /** When they were read. */
  at: Date;
  /** What the campaign may spend in all; null: it has no budget. */
  budgetMicros: number | null;
  /** The tenant's own numbers; none: it calls from the platform's. */
  callerIds: readonly CallerId[];
  /** A call of the campaign needs its callee's recorded consent. */
  needsConsent: boolean;
}

export function factsOf(
  { needsConsent, at, callerIds, budgetMicros, ...rules }: GateRules,
  candidate: CandidateRow,
  carrier: StoredFacts["carrier"],
): StoredFacts {
  return {
    ...rules,
    carrier:
      callerIds.length === 0
        ? carrier
        : { ...carrier, fromNumber: pickCallerId(callerIds, candidate.phone_number) },
    callerIdFreeAt: callerIdFreeAt(callerIds, at),
    lead: leadFacts(candidate),
    consent: !needsConsent ? "not_needed" : candidate.has_consent ? "given" : "missing",
    numberAttempts: candidate.number_attempts,
    isPromised: candidate.is_promised,
    leastCallMicros: budgetMicros === null ? 0 : leastCallMicros(candidate.phone_number, at),
    doNotCall: candidate.do_not_call,
    isNumberBusy: candidate.is_number_busy,
    countedAttempts: candidate.counted_attempts,
  };
}

const leastCallMicros = (to: string, at: Date): number =>
  reckonedMicros({ to, promptCharacters: 0, model: null }, LEAST_CALL_S, at);

export function leadFacts(row: {
  phone_number: string;
  timezone: string | null;
  custom_fields: unknown;
}): LeadFacts {
  const fields = typeof row.custom_fields === "object" && row.custom_fields !== null ? row.custom_fields : {};
  return { phoneNumber: row.phone_number, timezone: row.timezone, state: stateOfContact({ ...fields }) };
}

/**
 * Reads the rules. `claim` locks the rows of campaign, tenant and platform in that order until the transaction ends, so
 * that the slots counted are still free when they are taken; `share` keeps the campaign as it is and the tenant's minutes
 * and money for itself, `read` locks nothing.
 * null: no such campaign.
 */
export async function readGateRules(
  db: Db,
  campaignId: string,
  lock: "claim" | "share" | "read",
  now: Date,
): Promise<GateRules | null> {
  const strong = lock === "claim" ? sql`for no key update` : sql``;
  const campaigns = await sql<{
    tenant_id: string;
    status: string;
    max_attempts: number;
    max_concurrent_calls: number;
    budget_micros: number | null;
    calling_config: unknown;
    purpose: Purpose;
  }>`select tenant_id, status, max_attempts, max_concurrent_calls, budget_micros, calling_config, purpose from talky.campaigns
     where id = ${campaignId} ${lock === "share" ? sql`for share` : strong}`.execute(db);
  const campaign = campaigns.rows[0];
  if (!campaign) return null;
  const tenants = await sql<{ status: string; plan_id: string }>`
    select status, plan_id from talky.tenants where id = ${campaign.tenant_id} ${lock === "read" ? sql`` : sql`for no key update`}`.execute(
    db,
  );
  const platforms = await sql<{ kill_switch: boolean; max_concurrent_calls: number; laws: string }>`
    select kill_switch, max_concurrent_calls, ${changedLaws} as laws from talky.platform_settings ${strong}`.execute(
    db,
  );
  // After the locks: what is counted now stays as it is until it is used.
  const known = await sql<{
    platform: number;
    tenant: number;
    campaign: number;
    plan_limit: number;
    seconds_left: number;
    committed_micros: number;
    caller_ids: CallerId[] | null;
    allowed_countries: string[] | null;
    attempts_per_day: number | null;
    attempts_per_week: number;
    min_gap_minutes: number;
    consent_waiver: string | null;
  }>`
    select n.*, p.max_concurrent_calls as plan_limit, ${secondsLeft(campaign.tenant_id, now)} as seconds_left,
      ${committedMicros(campaignId)} as committed_micros,
      ${callerIdsOf(campaign.tenant_id, capDayOf(now))} as caller_ids,
      r.allowed_countries, r.attempts_per_day, r.attempts_per_week, r.min_gap_minutes, r.consent_waiver
    from talky.plans p left join talky.dialing_rules r on r.tenant_id = ${campaign.tenant_id} cross join (
      select count(*) as platform, count(*) filter (where tenant_id = ${campaign.tenant_id}) as tenant,
        count(*) filter (where campaign_id = ${campaignId}) as campaign
      from talky.dialer_jobs where status in (${ACTIVE})) n
    where p.id = ${tenants.rows[0]?.plan_id}`.execute(db);
  const count = known.rows[0];
  const own =
    count && count.attempts_per_day !== null ? { ...count, attempts_per_day: count.attempts_per_day } : null;
  const dialing = own ?? DIALING_RULE_DEFAULTS;
  return {
    at: now,
    callerIds: count?.caller_ids ?? [],
    minutesLeft: (count?.seconds_left ?? 0) / 60,
    budgetMicros: campaign.budget_micros,
    budgetLeftMicros:
      campaign.budget_micros === null ? null : campaign.budget_micros - (count?.committed_micros ?? 0),
    needsConsent: campaign.purpose === "marketing" && dialing.consent_waiver === null,
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
      allowedCountries: dialing.allowed_countries,
      attempts: {
        perDay: dialing.attempts_per_day,
        perWeek: dialing.attempts_per_week,
        minGapMs: dialing.min_gap_minutes * 60_000,
      },
    },
    platform: {
      killSwitch: platforms.rows[0]?.kill_switch ?? true,
      maxConcurrentCalls: platforms.rows[0]?.max_concurrent_calls ?? 0,
      laws: lawBookFrom(platforms.rows[0]?.laws ?? "[]"),
    },
    active: { platform: count?.platform ?? 0, tenant: count?.tenant ?? 0, campaign: count?.campaign ?? 0 },
  };
}
