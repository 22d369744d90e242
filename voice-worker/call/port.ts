import type { ConversationUsage } from "#lib/domain/cost/usage";
import type { CarrierState, TelephonyResult } from "#lib/domain/statuses";
import type { CallSnapshot } from "#lib/domain/settings";
import type { CarrierStatus } from "#lib/providers/telephony/port";

/** A call that the dialer is about to place; the row stands already. */
export interface ExpectedCall {
  callId: string;
  tenantId: string;
  jobId: string;
  campaignId: string;
  leadId: string;
  phoneNumber: string;
  /** The number that is shown; a colleague is called by it too. */
  fromNumber: string;
  /** SHA-256 (hex) of the one-time token that the carrier must show at the audio socket. */
  socketTokenHash: string;
  snapshot: CallSnapshot;
  /** Its place in its trace; left out or null: nobody traces it. */
  traceparent?: string | null;
}

/** What the carrier's events, applied to the row, came to; given in order, each once. */
export interface CarrierUpdate {
  /** It speaks of a colleague whom the call is connected to; `state` and what follows are the call's own still. */
  leg?: "transfer";
  status: CarrierStatus;
  state: CarrierState;
  telephonyResult: TelephonyResult | null;
  at: Date;
  endedBy: "agent" | "callee" | null;
}

/** All conversations of this worker. Implemented in `voice-worker/call`, driven by `voice-worker/dialer`. */
export interface CallHost {
  /** Before the carrier is asked: take note and warm up. */
  expect(call: ExpectedCall): void;
  placed(callId: string, carrierCallId: string): void;
  carrierSaid(callId: string, update: CarrierUpdate): void;
  /** It never reached the carrier, or ended without a conversation: forget it. */
  forget(callId: string): void;
  /** An operator's or a shutdown's hang-up; resolves when the carrier was asked. */
  hangUp(callId: string, by: "operator" | "limit" | "error"): Promise<void>;
  has(callId: string): boolean;
  /** Somebody looks at this tenant's calls while they go on. */
  watched(tenantId: string): void;
  /** What a call took that ended without a conversation, until it is forgotten; null: nothing is known of it here. */
  usageOf(callId: string): ConversationUsage | null;
  openCallIds(): string[];
  /** Resolves when no conversation is left, or after `limitMs` (the rest is then hung up). */
  drain(limitMs: number): Promise<void>;
}

/** What the host tells the dialer. */
export interface CallHostEvents {
  /** `disposition`, `session_ended_at` and the turns are written; the call can be settled once the carrier has ended it. */
  sessionEnded(callId: string): void;
}
