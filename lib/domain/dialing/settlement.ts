import type { CallingConfig } from "#lib/domain/settings";
import type {
  CampaignStatus,
  Disposition,
  JobReason,
  JobStatus,
  LeadStatus,
  TelephonyResult,
} from "#lib/domain/statuses";
import { zoneOfLead } from "./calling-window.ts";
import { planRetry, retryRowOf } from "./retry.ts";

/** A call that is over, and what its job had been through before. */
export interface CallOutcome {
  result: TelephonyResult;
  disposition: Disposition | null;
  callbackAt: Date | null;
  requestedAt: Date;
  hasRung: boolean;
}

export interface JobHistory {
  attempts: number;
  attemptsOnPerson: number;
  /** Failures before ringing, in a row. */
  failures: number;
  /** All failures before ringing so far: they are no attempts on the person. */
  failedAttempts: number;
  /** Outcomes of the attempts before this one. */
  earlier: readonly { result: TelephonyResult | null; disposition: Disposition | null }[];
}

export interface CampaignRules {
  status: CampaignStatus;
  maxAttempts: number;
  calling: CallingConfig;
  leadTimezone: string | null;
}

export interface Settlement {
  status: Extract<JobStatus, "done" | "cancelled" | "retry_scheduled">;
  reason: JobReason | null;
  nextAttemptAt: Date | null;
  attempts: number;
  attemptsOnPerson: number;
  failures: number;
  leadStatus: LeadStatus;
}

/** The job's next status from its call's outcome. */
export function settleJob(
  outcome: CallOutcome,
  history: JobHistory,
  campaign: CampaignRules,
  now: Date,
  random: number,
): Settlement {
  const isFailure = outcome.result === "failed" && !outcome.hasRung;
  const counts = {
    attempts: history.attempts + 1,
    attemptsOnPerson: history.attemptsOnPerson + (outcome.hasRung ? 1 : 0),
    failures: isFailure ? history.failures + 1 : 0,
  };
  const end = (reason: JobReason, leadStatus: LeadStatus = "done"): Settlement => ({
    status: reason === "cancelled" ? "cancelled" : "done",
    reason,
    nextAttemptAt: null,
    ...counts,
    leadStatus,
  });

  if (outcome.disposition === "opted_out") return end("opted_out", "blocked");
  if (outcome.result === "unknown") return end("lost");
  const row = retryRowOf(outcome.result, outcome.disposition);
  // A failure after it had rung is not one of ours; like any outcome without a row it is not retried.
  if (row === null || (row === "failed" && !isFailure)) return end("outcome_final");
  const isOver = campaign.status === "stopped" || campaign.status === "completed";
  if (isOver) return end("cancelled");
  const countedAttempts = counts.attempts - history.failedAttempts - (isFailure ? 1 : 0);
  if (!isFailure && countedAttempts >= campaign.maxAttempts) return end("max_attempts");
  const at = planRetry({
    row,
    timesSeen: isFailure
      ? counts.failures
      : 1 + history.earlier.filter((e) => e.result && retryRowOf(e.result, e.disposition) === row).length,
    attemptedAt: outcome.requestedAt,
    now,
    calling: campaign.calling,
    zone: zoneOfLead(campaign.calling, campaign.leadTimezone),
    callbackAt: outcome.callbackAt,
    random,
  });
  if (at === null) return end("max_attempts");
  return { status: "retry_scheduled", reason: null, nextAttemptAt: at, ...counts, leadStatus: "in_progress" };
}
