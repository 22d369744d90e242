import type { AnsweredBy, Disposition, EndedBy } from "../statuses.ts";
import type { ModelDisposition } from "./tools.ts";

/** Why the conversation ended; stored as `calls.end_reason`. */
export type ConversationEnd =
  | "goodbye"
  | "opted_out"
  | "transferred"
  | "no_response"
  | "voicemail"
  | "screened"
  | "ivr"
  | "fax"
  | "hung_up"
  | "max_duration"
  | "max_turns"
  | "llm_failed"
  | "tts_failed"
  | "stt_failed"
  | "line_lost"
  | "operator"
  | "shutdown";

export interface ConversationFacts {
  optedOut: boolean;
  /** A voicemail answered: the carrier's machine detection said so, or its greeting. */
  machine: boolean;
  /** Our message was played to it whole. */
  messageLeft: boolean;
  /** What our own ear made of who answered; null: it could not tell. */
  pickedUp: AnsweredBy | null;
  outcome: ModelDisposition | null;
  /** What plain rules make of the callee's last words, where the model has settled nothing. */
  likelyOutcome: ModelDisposition | null;
  /** Words that the callee said in the whole call. */
  calleeWords: number;
  endReason: ConversationEnd;
  endedBy: EndedBy;
}

const FAILURES: ReadonlySet<ConversationEnd> = new Set([
  "llm_failed",
  "tts_failed",
  "stt_failed",
  "line_lost",
  "shutdown",
]);

/** Exactly one disposition for whatever happened; the strongest fact wins. */
export function decideDisposition(facts: ConversationFacts): Disposition {
  if (facts.optedOut) return "opted_out";
  if (facts.machine) return facts.messageLeft ? "voicemail_left" : "voicemail_no_message";
  // A colleague took over: whatever was settled before, they have the last word.
  if (facts.endReason === "transferred") return "transferred";
  if (facts.outcome !== null) return facts.outcome;
  if (FAILURES.has(facts.endReason)) return "error";
  if (facts.pickedUp === "ivr" || facts.pickedUp === "fax") return "no_goal";
  if (facts.likelyOutcome !== null) return facts.likelyOutcome;
  if (facts.endReason === "no_response" || facts.endReason === "screened") return "no_response";
  if (facts.endReason === "hung_up") return "hung_up";
  return "no_goal";
}

/** Who or what picked up. Somebody who hangs up without a word is still somebody. */
export function decideAnsweredBy(facts: ConversationFacts): AnsweredBy {
  if (facts.machine) return "voicemail";
  if (facts.pickedUp !== null) return facts.pickedUp;
  if (facts.calleeWords > 0) return "human";
  if (facts.endReason === "no_response") return "silence";
  return facts.endReason === "hung_up" || facts.optedOut ? "human" : "unknown";
}
