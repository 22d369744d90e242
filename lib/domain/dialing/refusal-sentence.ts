import type { GateReason } from "#lib/domain/statuses";
import type { Verdict } from "./gate.ts";

const SENTENCES: Record<GateReason, string> = {
  campaign_not_running: "The campaign is not running. Start or resume it first.",
  tenant_suspended: "This account is suspended.",
  kill_switch: "Calling is switched off on the whole platform.",
  invalid_number: "Nobody can have this number.",
  country_not_allowed: "The dialing rules do not allow this number's country.",
  number_class_not_allowed: "This is a premium-rate or other special number, which is never called.",
  reserved_number: "This number is fictional: only the sandbox has somebody to answer it.",
  do_not_call: "This number is on the do-not-call list.",
  consent_missing: "No consent to marketing calls is recorded for this number.",
  already_in_call: "This number is being called already.",
  outside_window: "It is outside the campaign's calling hours.",
  outside_legal_hours: "It is outside the hours in which the law allows calls to this number.",
  holiday: "It is a holiday on which the law allows no calls to this number.",
  time_zone_unknown: "The number's time zone is not known. Give a timezone among the variables.",
  cap_day: "This number was called as often as a day allows.",
  cap_week: "This number was called as often as a week allows.",
  cap_month: "This number was called as often as the law of its place allows in 30 days.",
  cap_campaign: "This number was called as often as the campaign allows.",
  min_gap: "This number was called too recently.",
  minutes_exhausted: "The plan has no minutes left.",
  budget_exhausted: "The campaign's budget is spent.",
  no_caller_id: "There is no number to call from: all are switched off, or have called often enough today.",
  concurrency_platform: "All of the platform's lines are taken.",
  concurrency_tenant: "All of the plan's lines are taken.",
  concurrency_campaign: "All of the campaign's lines are taken.",
  carrier_rate: "The carrier asks for a pause.",
};

/** Why a call may not be made now, and when it may be where that is known. */
export function refusalSentence(reason: GateReason, lookAgainAt: Verdict["lookAgainAt"] = null): string {
  const again = lookAgainAt === null ? "" : ` Ask again after ${lookAgainAt.toISOString()}.`;
  return SENTENCES[reason] + again;
}
