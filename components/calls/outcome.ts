import type { CallSummary } from "#lib/domain/api/call";
import type { Disposition, TelephonyResult } from "#lib/domain/statuses";
import type { Tone } from "@/components/ui/status";
import { CARRIER_STATE_TEXT, DISPOSITION_TEXT, TELEPHONY_RESULT_TEXT } from "./texts.ts";

export type OutcomeIcon =
  | "live"
  | "target"
  | "conversation"
  | "callback"
  | "transfer"
  | "blocked"
  | "voicemail"
  | "missed"
  | "busy"
  | "silent"
  | "failed"
  | "waiting"
  | "unknown";

export interface OutcomeView {
  word: string;
  tone: Tone;
  icon: OutcomeIcon;
  isLive: boolean;
}

type Look = readonly [Tone, OutcomeIcon];

const DISPOSITION_LOOK: Record<Disposition, Look> = {
  goal_achieved: ["good", "target"],
  not_interested: ["neutral", "conversation"],
  callback_requested: ["accent", "callback"],
  transferred: ["accent", "transfer"],
  opted_out: ["warn", "blocked"],
  wrong_number: ["warn", "blocked"],
  voicemail_left: ["neutral", "voicemail"],
  voicemail_no_message: ["neutral", "voicemail"],
  hung_up: ["neutral", "missed"],
  no_goal: ["neutral", "conversation"],
  no_response: ["neutral", "silent"],
  language_barrier: ["warn", "conversation"],
  error: ["bad", "failed"],
};

const TELEPHONY_LOOK: Record<TelephonyResult, Look> = {
  answered: ["neutral", "conversation"],
  busy: ["warn", "busy"],
  no_answer: ["neutral", "missed"],
  rejected: ["warn", "missed"],
  failed: ["bad", "failed"],
  invalid_number: ["bad", "blocked"],
  cancelled: ["neutral", "missed"],
  unknown: ["warn", "unknown"],
};

type Outcome = Pick<CallSummary, "carrier_state" | "telephony_result" | "disposition">;

/** A call on which something can still change: its page polls, its row pulses. */
export function isCallLive(call: Pick<CallSummary, "carrier_state" | "settled_at">): boolean {
  return call.settled_at === null && call.carrier_state !== "ended" && call.carrier_state !== "unknown";
}

/** The one word for a call: the most telling field that is known. */
export function outcomeOf(call: Outcome): OutcomeView {
  if (call.disposition && call.carrier_state !== "answered") return dispositionView(call.disposition);
  switch (call.carrier_state) {
    case "requested":
    case "started":
    case "ringing":
    case "answered":
      return { word: CARRIER_STATE_TEXT[call.carrier_state], tone: "live", icon: "live", isLive: true };
    case "ended":
      return call.telephony_result
        ? telephonyView(call.telephony_result)
        : { word: CARRIER_STATE_TEXT.ended, tone: "neutral", icon: "missed", isLive: false };
    case "unknown":
      return telephonyView(call.telephony_result ?? "unknown");
  }
}

export function dispositionView(disposition: Disposition): OutcomeView {
  const [tone, icon] = DISPOSITION_LOOK[disposition];
  return { word: DISPOSITION_TEXT[disposition], tone, icon, isLive: false };
}

export function telephonyView(result: TelephonyResult): OutcomeView {
  const [tone, icon] = TELEPHONY_LOOK[result];
  return { word: TELEPHONY_RESULT_TEXT[result], tone, icon, isLive: false };
}
