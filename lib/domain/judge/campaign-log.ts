import type { AttemptRules } from "#lib/domain/dialing/attempt-caps";
import type { CallTimes } from "#lib/domain/dialing/call-times";
import type { LawBook } from "#lib/domain/laws/law-book";
import type { Disposition, TelephonyResult } from "#lib/domain/statuses";

/** The rules that held when a call was asked for, as they were written down with it. */
export interface RulesAtDial {
  maxAttempts: number;
  maxConcurrentCalls: number;
  attempts: AttemptRules;
  needsConsent: boolean;
  /** null: the campaign had none. */
  budgetMicros: number | null;
}

/** A request to the carrier. */
export interface Dial {
  callId: string;
  campaignId: string;
  jobId: string;
  attempt: number;
  phoneNumber: string;
  isReserved: boolean;
  requestedAt: Date;
  /** null: the line is still open, as far as is known. */
  overAt: Date | null;
  /** When its outcome and its cost stood; null: they do not yet. */
  settledAt: Date | null;
  /** What was set aside for it, and what it cost once it was settled. */
  reservedMicros: number;
  costMicros: number;
  result: TelephonyResult | null;
  disposition: Disposition | null;
  /** It rang or was answered, or nobody knows. */
  hasDisturbed: boolean;
  /** Failed before ringing: no attempt of the campaign. */
  isFailure: boolean;
  /** null: the log does not say (calls older than the log). */
  rules: RulesAtDial | null;
  /** null: a zone of the callee is not known, so that nobody may be called. */
  times: CallTimes | null;
}

export interface CampaignLog {
  campaignId: string;
  /** The campaign's calls, and all others of the tenant to the same numbers. */
  dials: readonly Dial[];
  /** When the campaign was switched, by whomever, oldest first. */
  switches: readonly { at: Date; to: "running" | "paused" | "stopped" }[];
  /** `campaignId` null: the whole tenant. */
  optOuts: readonly { phoneNumber: string; campaignId: string | null; at: Date }[];
  /** The laws that were in force. */
  lawsAt: (at: Date) => LawBook;
  consents: readonly { phoneNumber: string; givenAt: Date; revokedAt: Date | null }[];
}
