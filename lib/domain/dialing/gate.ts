import type { LawBook } from "#lib/domain/laws/law-book";
import { isTimeZone, type CallingConfig } from "#lib/domain/settings";
import type { CampaignStatus, GateReason } from "#lib/domain/statuses";
import { askCap, capsUnder, type AttemptRules, type CapRefusal } from "./attempt-caps.ts";
import { nextCallTime, whyClosed, type CallTimes } from "./call-times.ts";
import { candidateZones, legalPlaces, type LeadFacts, type NumberFacts } from "./lead-place.ts";
import { isReservedNumber } from "./reserved-numbers.ts";

/** Everything the gate judges by, read in one go. A fact that is null is not known here and its rule is not asked. */
export interface GateFacts {
  campaign: {
    status: CampaignStatus;
    maxAttempts: number;
    maxConcurrentCalls: number;
    calling: CallingConfig;
  };
  tenant: {
    status: "active" | "suspended";
    maxConcurrentCalls: number;
    /** ISO 3166; null: every country. */
    allowedCountries: readonly string[] | null;
    attempts: AttemptRules;
  };
  platform: { killSwitch: boolean; maxConcurrentCalls: number; laws: LawBook };
  carrier: {
    isSandbox: boolean;
    fromNumber: string | null;
    /** It has said that requests come too fast; none before this time. */
    heldUntil: Date | null;
  };
  lead: LeadFacts;
  number: NumberFacts;
  doNotCall: boolean;
  /** For the campaign's purpose. */
  consent: "given" | "missing" | "not_needed";
  /** Another job or call of this tenant holds the number. */
  isNumberBusy: boolean;
  /** Attempts of this job so far, without those that failed before ringing. */
  countedAttempts: number;
  /** When this number rang or was answered in the last 30 days, for all campaigns of the tenant. */
  numberAttempts: readonly Date[];
  /** The person asked to be called now: no gap has to be kept. */
  isPromised: boolean;
  /** What is left on the plan; null: not metered. */
  minutesLeft: number | null;
  /** What the campaign may still spend; null: it has no budget. */
  budgetLeftMicros: number | null;
  /** What the shortest call to this number is reckoned at. */
  leastCallMicros: number;
  /** When a number to call from is free again; null: not known. */
  callerIdFreeAt: Date | null;
  /** Active jobs, this one not counted. */
  active: { platform: number; tenant: number; campaign: number };
}

/** What the database knows; what the numbering plans say of the number is added by whoever asks. */
export type StoredFacts = Omit<GateFacts, "number">;

export interface Verdict {
  allowed: boolean;
  reason: GateReason | null;
  /** When to ask again; null with a refusal: asking again changes nothing by itself. */
  lookAgainAt: Date | null;
  /** The zone or the place whose hours say no. */
  where?: string;
}

type Refusal = Pick<Verdict, "lookAgainAt" | "where"> & { reason: GateReason };
type Rule = (facts: GateFacts, now: Date) => Refusal | null;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
export const LOOK_AGAIN_MS = {
  switchedOff: MINUTE_MS,
  consent: 15 * MINUTE_MS,
  numberBusy: 15 * SECOND_MS,
  closedForever: 60 * MINUTE_MS,
  minutes: MINUTE_MS,
  callerId: 5 * MINUTE_MS,
  slot: 2 * SECOND_MS,
} as const;

/** A call that had to end sooner would be none. */
const LEAST_MINUTES = 1;

const E164 = /^\+[1-9]\d{6,14}$/;
const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
const never = (reason: GateReason): Refusal => ({ reason, lookAgainAt: null });
const isReserved = (facts: GateFacts): boolean => isReservedNumber(facts.lead.phoneNumber);

/** In the order in which they ask (`GATE_REASONS`); the first that says no decides. */
const RULES: readonly Rule[] = [
  (f) => (f.campaign.status === "running" ? null : never("campaign_not_running")),
  (f, now) =>
    f.tenant.status === "active"
      ? null
      : { reason: "tenant_suspended", lookAgainAt: after(now, LOOK_AGAIN_MS.switchedOff) },
  (f, now) =>
    f.platform.killSwitch
      ? { reason: "kill_switch", lookAgainAt: after(now, LOOK_AGAIN_MS.switchedOff) }
      : null,
  // Emergency and other short numbers are none that can be written with a country code.
  (f) =>
    E164.test(f.lead.phoneNumber) && (f.number.isValid || isReserved(f)) ? null : never("invalid_number"),
  (f) => (isReserved(f) || isCountryAllowed(f) ? null : never("country_not_allowed")),
  (f) => (f.number.isCostly && !isReserved(f) ? never("number_class_not_allowed") : null),
  (f) => (isReserved(f) && !f.carrier.isSandbox ? never("reserved_number") : null),
  (f) => (f.doNotCall ? never("do_not_call") : null),
  // Consent can still be given, so the job is not given up.
  (f, now) =>
    f.consent === "missing"
      ? { reason: "consent_missing", lookAgainAt: after(now, LOOK_AGAIN_MS.consent) }
      : null,
  (f, now) =>
    f.isNumberBusy ? { reason: "already_in_call", lookAgainAt: after(now, LOOK_AGAIN_MS.numberBusy) } : null,
  timeRule,
  capRule("cap_day"),
  capRule("cap_week"),
  capRule("cap_month"),
  (f) => (f.countedAttempts < f.campaign.maxAttempts ? null : never("cap_campaign")),
  (f, now) => (f.isPromised ? null : capRule("min_gap")(f, now)),
  (f, now) =>
    f.minutesLeft !== null && f.minutesLeft < LEAST_MINUTES
      ? { reason: "minutes_exhausted", lookAgainAt: after(now, LOOK_AGAIN_MS.minutes) }
      : null,
  (f, now) =>
    f.budgetLeftMicros !== null && f.budgetLeftMicros < f.leastCallMicros
      ? { reason: "budget_exhausted", lookAgainAt: after(now, LOOK_AGAIN_MS.minutes) }
      : null,
  (f, now) =>
    f.carrier.fromNumber === null
      ? { reason: "no_caller_id", lookAgainAt: f.callerIdFreeAt ?? after(now, LOOK_AGAIN_MS.callerId) }
      : null,
  slotRule("concurrency_platform", (f) => f.active.platform < f.platform.maxConcurrentCalls),
  slotRule("concurrency_tenant", (f) => f.active.tenant < f.tenant.maxConcurrentCalls),
  slotRule("concurrency_campaign", (f) => f.active.campaign < f.campaign.maxConcurrentCalls),
  (f, now) =>
    f.carrier.heldUntil !== null && f.carrier.heldUntil > now
      ? { reason: "carrier_rate", lookAgainAt: f.carrier.heldUntil }
      : null,
];

function isCountryAllowed({ number, tenant }: GateFacts): boolean {
  if (number.country === null) return false;
  return tenant.allowedCountries === null || tenant.allowedCountries.includes(number.country);
}

/** Where and when a lead may be called; null: a zone is not known or does not parse. */
export function callTimes(lead: LeadFacts, number: NumberFacts, calling: CallingConfig): CallTimes | null {
  const zones = candidateZones(lead, number, calling);
  const windowZones = calling.respect_lead_timezone ? zones : [calling.timezone];
  if (zones.length === 0 || ![...zones, ...windowZones].every(isTimeZone)) return null;
  const { time_window_start, time_window_end, allowed_days } = calling;
  return {
    window: { time_window_start, time_window_end, allowed_days },
    windowZones,
    zones,
    places: legalPlaces(lead, number),
  };
}

function timeRule({ lead, number, campaign, platform: { laws } }: GateFacts, now: Date): Refusal | null {
  const times = callTimes(lead, number, campaign.calling);
  const later = after(now, LOOK_AGAIN_MS.closedForever);
  // A zone can be mended, so the job is not given up.
  if (!times) return { reason: "time_zone_unknown", lookAgainAt: later };
  const closed = whyClosed(times, laws, now);
  return closed && { ...closed, lookAgainAt: nextCallTime(times, laws, now) ?? later };
}

function capRule(reason: CapRefusal["reason"]): Rule {
  return (facts, now) => {
    if (isReserved(facts)) return null;
    const law = facts.platform.laws.capsOf(legalPlaces(facts.lead, facts.number));
    return askCap(reason, capsUnder(facts.tenant.attempts, law), facts.numberAttempts, now);
  };
}

function slotRule(reason: GateReason, isFree: (facts: GateFacts) => boolean): Rule {
  return (facts, now) => (isFree(facts) ? null : { reason, lookAgainAt: after(now, LOOK_AGAIN_MS.slot) });
}

/** May this number be dialled now? Deny by default: whatever a rule refuses is refused, whatever the others say. */
export function askGate(facts: GateFacts, now: Date): Verdict {
  for (const rule of RULES) {
    const refusal = rule(facts, now);
    if (refusal) return { allowed: false, ...refusal };
  }
  return { allowed: true, reason: null, lookAgainAt: null };
}

/** Refusals that end the job: no later moment would change them. */
export function endsJob(verdict: Verdict): boolean {
  return !verdict.allowed && verdict.lookAgainAt === null && verdict.reason !== "campaign_not_running";
}

/** Refusals that hold for every job of the moment: there is no use in asking for the next one. */
export function holdsAll(verdict: Verdict): boolean {
  return verdict.reason === "carrier_rate" || (verdict.reason?.startsWith("concurrency_") ?? false);
}
