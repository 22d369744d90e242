import type { CarrierState, TelephonyResult } from "#lib/domain/statuses";

/** A carrier's words that say something of the phone itself. `machine` = its answering-machine detection spoke. */
export type PhoneStatus =
  | "started"
  | "ringing"
  | "answered"
  | "human"
  | "machine"
  | "beep"
  | "busy"
  | "no_answer"
  | "rejected"
  | "invalid_number"
  | "failed"
  | "cancelled"
  | "completed";

/** What the reducer reads of an event; any other status (`disconnected`, `transfer`, …) leaves the call as it is. */
export interface PhoneEvent {
  status: string;
  at: Date;
  isSocketLeg: boolean;
  durationS: number | null;
  endedBy: "agent" | "callee" | null;
  priceMicros: number | null;
}

/** Where a call stands with the carrier; the columns of `calls` that only the carrier's events write. */
export interface PhoneState {
  state: CarrierState;
  result: TelephonyResult | null;
  ringingAt: Date | null;
  answeredAt: Date | null;
  endedAt: Date | null;
  durationS: number | null;
  endedBy: "agent" | "callee" | null;
  priceMicros: number | null;
}

export const NEW_PHONE_STATE: PhoneState = {
  state: "requested",
  result: null,
  ringingAt: null,
  answeredAt: null,
  endedAt: null,
  durationS: null,
  endedBy: null,
  priceMicros: null,
};

/** `unknown` = asked, and no answer came: the first event moves it on. */
const STATE_RANK: Readonly<Record<CarrierState, number>> = {
  requested: 0,
  unknown: 1,
  started: 2,
  ringing: 3,
  answered: 4,
  ended: 5,
};

/** The most specific result wins, whatever the order of events. */
const RESULT_RANK: Readonly<Record<TelephonyResult, number>> = {
  unknown: 0,
  failed: 1,
  cancelled: 2,
  no_answer: 3,
  busy: 4,
  rejected: 5,
  invalid_number: 6,
  answered: 7,
};

const STATE_OF: Readonly<Record<PhoneStatus, CarrierState>> = {
  started: "started",
  ringing: "ringing",
  answered: "answered",
  human: "answered",
  machine: "answered",
  beep: "answered",
  busy: "ended",
  no_answer: "ended",
  rejected: "ended",
  invalid_number: "ended",
  failed: "ended",
  cancelled: "ended",
  completed: "ended",
};

function resultOf(status: PhoneStatus, event: PhoneEvent): TelephonyResult | null {
  switch (status) {
    case "started":
    case "ringing":
      return null;
    case "answered":
    case "human":
    case "machine":
    case "beep":
      return "answered";
    // `completed` follows busy and no_answer too; only time spent talking proves an answer.
    case "completed":
      return event.durationS !== null && event.durationS > 0 ? "answered" : null;
    case "busy":
    case "no_answer":
    case "rejected":
    case "invalid_number":
    case "failed":
    case "cancelled":
      return status;
  }
}

const isPhoneStatus = (status: string): status is PhoneStatus => Object.hasOwn(STATE_OF, status);
const earlier = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));
const larger = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

/** True when the event says anything of the phone's leg. */
export function speaksOfPhone(event: PhoneEvent): boolean {
  return !event.isSocketLeg && isPhoneStatus(event.status);
}

/**
 * Applies one event. The state only moves forward, and events may be late, doubled or in any order: the end is the same
 * (each field is a maximum or a minimum over what was heard).
 */
export function applyPhoneEvent(before: PhoneState, event: PhoneEvent): PhoneState {
  if (event.isSocketLeg || !isPhoneStatus(event.status)) return before;
  const state = STATE_OF[event.status];
  const result = resultOf(event.status, event);
  return {
    state: STATE_RANK[state] > STATE_RANK[before.state] ? state : before.state,
    result:
      result !== null && (before.result === null || RESULT_RANK[result] > RESULT_RANK[before.result])
        ? result
        : before.result,
    ringingAt: state === "ringing" ? earlier(before.ringingAt, event.at) : before.ringingAt,
    answeredAt: state === "answered" ? earlier(before.answeredAt, event.at) : before.answeredAt,
    endedAt: state === "ended" ? earlier(before.endedAt, event.at) : before.endedAt,
    durationS: larger(before.durationS, event.durationS),
    // Both words for one ending cannot come from a carrier; if they do, the callee's is kept, in any order.
    endedBy:
      before.endedBy === "callee" || event.endedBy === "callee"
        ? "callee"
        : (before.endedBy ?? event.endedBy),
    priceMicros: larger(before.priceMicros, event.priceMicros),
  };
}

/** Did the phone ring at the person's, as far as can be told? */
export function reachedPerson(state: Pick<PhoneState, "ringingAt" | "answeredAt" | "result">): boolean {
  return state.ringingAt !== null || state.answeredAt !== null || state.result === "answered";
}
