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

/** Which rows are held until the transaction ends, always in this order. */
const HELD = {
  claim: {
    and: sql`cross join talky.platform_settings p`,
    locks: sql`for no key update of c for no key update of t for no key update of p`,
  },
  share: { and: sql``, locks: sql`for share of c for no key update of t` },
  read: { and: sql``, locks: sql`` },
};

interface HeldRow {
  id: string;
  tenant_id: string;
  status: string;
  max_attempts: number;
  max_concurrent_calls: number;
  budget_micros: number | null;
  calling_config: unknown;
  purpose: Purpose;
  tenant_status: string;
  plan_id: string;
}

/**
 * Reads the rules. `claim` locks the rows of campaign, tenant and platform in that order until the transaction ends, so
 * that the slots counted are still free when they are taken; `share` keeps the campaign as it is and the tenant's minutes
 * and money for itself, `read` locks nothing.
 * null: no such campaign.
 */
export async function readGateRules(
  db: Db,
  campaign: string | { ofJob: string },
  lock: keyof typeof HELD,
  now: Date,
): Promise<GateRules | null> {
  const id =
    typeof campaign === "string"
      ? sql`${campaign}::uuid`
      : sql`(select j.campaign_id from talky.dialer_jobs j where j.id = ${campaign.ofJob}::uuid)`;
  const { rows } = await sql<HeldRow>`
    select c.id, c.tenant_id, c.status, c.max_attempts, c.max_concurrent_calls, c.budget_micros, c.calling_config, c.purpose,
      t.status as tenant_status, t.plan_id
    from talky.campaigns c join talky.tenants t on t.id = c.tenant_id ${HELD[lock].and}
    where c.id = ${id} ${HELD[lock].locks}`.execute(db);
  const [held] = rows;
  return held ? readLimits(db, held, now) : null;
}

/** A statement of its own: what is counted after the locks stays as it is until it is used, and the switch is the newest. */
async function readLimits(db: Db, held: HeldRow, now: Date): Promise<GateRules> {
  const { rows } = await sql<{
    kill_switch: boolean;
    platform_limit: number;
    laws: string;
    platform: number;
    tenant: number;
    campaign: number;
    plan_limit: number | null;
    seconds_left: number | null;
    committed_micros: number;
    caller_ids: CallerId[] | null;
    allowed_countries: string[] | null;
    attempts_per_day: number | null;
    attempts_per_week: number;
    min_gap_minutes: number;
    consent_waiver: string | null;
  }>`
    select n.*, s.kill_switch, s.max_concurrent_calls as platform_limit, ${changedLaws} as laws,
      p.max_concurrent_calls as plan_limit,
      ${secondsLeft(held.tenant_id, now)} as seconds_left, ${committedMicros(held.id)} as committed_micros,
      ${callerIdsOf(held.tenant_id, capDayOf(now))} as caller_ids,
      r.allowed_countries, r.attempts_per_day, r.attempts_per_week, r.min_gap_minutes, r.consent_waiver
    from talky.platform_settings s left join talky.plans p on p.id = ${held.plan_id}
      left join talky.dialing_rules r on r.tenant_id = ${held.tenant_id} cross join (
      select count(*) as platform, count(*) filter (where tenant_id = ${held.tenant_id}) as tenant,
        count(*) filter (where campaign_id = ${held.id}) as campaign
      from talky.dialer_jobs where status in (${ACTIVE})) n`.execute(db);
  const [known] = rows;
  const own =
    known && known.attempts_per_day !== null ? { ...known, attempts_per_day: known.attempts_per_day } : null;
  const dialing = own ?? DIALING_RULE_DEFAULTS;
  return {
    at: now,
    callerIds: known?.caller_ids ?? [],
    minutesLeft: (known?.seconds_left ?? 0) / 60,
    budgetMicros: held.budget_micros,
    budgetLeftMicros:
      held.budget_micros === null ? null : held.budget_micros - (known?.committed_micros ?? 0),
    needsConsent: held.purpose === "marketing" && dialing.consent_waiver === null,
    campaign: {
      status: held.status as CampaignStatus,
      maxAttempts: held.max_attempts,
      maxConcurrentCalls: held.max_concurrent_calls,
      calling: readCallingConfig(held.calling_config),
    },
    // What cannot be read is closed: no plan and no platform row let nothing through.
    tenant: {
      status: held.tenant_status === "active" ? "active" : "suspended",
      maxConcurrentCalls: known?.plan_limit ?? 0,
      allowedCountries: dialing.allowed_countries,
      attempts: {
        perDay: dialing.attempts_per_day,
        perWeek: dialing.attempts_per_week,
        minGapMs: dialing.min_gap_minutes * 60_000,
      },
    },
    platform: {
      killSwitch: known?.kill_switch ?? true,
      maxConcurrentCalls: known?.platform_limit ?? 0,
      laws: lawBookFrom(known?.laws ?? "[]"),
    },
    active: { platform: known?.platform ?? 0, tenant: known?.tenant ?? 0, campaign: known?.campaign ?? 0 },
  };
}
