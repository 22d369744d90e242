import { isTimeZone, type CallingConfig } from "#lib/domain/settings";
import type { CampaignStatus, GateReason } from "#lib/domain/statuses";
import { isWindowOpen, nextOpening, zoneOfLead } from "./calling-window.ts";
import { isReservedNumber } from "./reserved-numbers.ts";

/** Everything the gate judges by, read in one go. A fact that is null is not known here and its rule is not asked. */
export interface GateFacts {
  campaign: {
    status: CampaignStatus;
    maxAttempts: number;
    maxConcurrentCalls: number;
    calling: CallingConfig;
  };
  tenant: { status: "active" | "suspended"; maxConcurrentCalls: number };
  platform: { killSwitch: boolean; maxConcurrentCalls: number };
  carrier: { isSandbox: boolean; fromNumber: string | null };
  lead: { phoneNumber: string; timezone: string | null };
  doNotCall: boolean;
  /** Another job or call of this tenant holds the number. */
  isNumberBusy: boolean;
  /** Attempts of this job so far, without those that failed before ringing. */
  countedAttempts: number;
  /** What is left on the plan; null: not metered. */
  minutesLeft: number | null;
  /** Active jobs, this one not counted. */
  active: { platform: number; tenant: number; campaign: number };
}

export interface Verdict {
  allowed: boolean;
  reason: GateReason | null;
  /** When to ask again; null with a refusal: asking again changes nothing by itself. */
  lookAgainAt: Date | null;
}

type Refusal = { reason: GateReason; lookAgainAt: Date | null };
type Rule = (facts: GateFacts, now: Date) => Refusal | null;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
export const LOOK_AGAIN_MS = {
  switchedOff: MINUTE_MS,
  numberBusy: 15 * SECOND_MS,
  closedForever: 60 * MINUTE_MS,
  minutes: 10 * MINUTE_MS,
  callerId: 5 * MINUTE_MS,
  slot: 2 * SECOND_MS,
} as const;

const E164 = /^\+[1-9]\d{6,14}$/;
const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
const never = (reason: GateReason): Refusal => ({ reason, lookAgainAt: null });

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
  (f) => (E164.test(f.lead.phoneNumber) ? null : never("invalid_number")),
  (f) => (isReservedNumber(f.lead.phoneNumber) && !f.carrier.isSandbox ? never("reserved_number") : null),
  (f) => (f.doNotCall ? never("do_not_call") : null),
  (f, now) =>
    f.isNumberBusy ? { reason: "already_in_call", lookAgainAt: after(now, LOOK_AGAIN_MS.numberBusy) } : null,
  windowRule,
  (f) => (f.countedAttempts < f.campaign.maxAttempts ? null : never("cap_campaign")),
  (f, now) =>
    f.minutesLeft !== null && f.minutesLeft <= 0
      ? { reason: "minutes_exhausted", lookAgainAt: after(now, LOOK_AGAIN_MS.minutes) }
      : null,
  (f, now) =>
    f.carrier.fromNumber === null
      ? { reason: "no_caller_id", lookAgainAt: after(now, LOOK_AGAIN_MS.callerId) }
      : null,
  slotRule("concurrency_platform", (f) => f.active.platform < f.platform.maxConcurrentCalls),
  slotRule("concurrency_tenant", (f) => f.active.tenant < f.tenant.maxConcurrentCalls),
  slotRule("concurrency_campaign", (f) => f.active.campaign < f.campaign.maxConcurrentCalls),
];

function windowRule(facts: GateFacts, now: Date): Refusal | null {
  const zone = zoneOfLead(facts.campaign.calling, facts.lead.timezone);
  // A zone can be mended, so the job is not given up.
  if (!isTimeZone(zone)) {
    return { reason: "time_zone_unknown", lookAgainAt: after(now, LOOK_AGAIN_MS.closedForever) };
  }
  if (isWindowOpen(facts.campaign.calling, zone, now)) return null;
  return {
    reason: "outside_window",
    lookAgainAt: nextOpening(facts.campaign.calling, zone, now) ?? after(now, LOOK_AGAIN_MS.closedForever),
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
