import type { PhoneStatus } from "#lib/domain/dialing/carrier-state";

/** What Talky asks of a carrier. Phone numbers are E.164 with `+`. Errors are `ProviderError`. */

export interface PlaceCallRequest {
  to: string;
  from: string;
  /** Where the carrier tells what becomes of this call. */
  eventUrl: string;
  /** Our audio socket for this call, and what the carrier must say to open it (`Authorization` header, verbatim). */
  socketUrl: string;
  socketAuthorization: string;
  ringTimeoutS: number;
  maxDurationS: number;
}

export interface PlacedCall {
  carrierCallId: string;
  conversationId: string;
}

/** A carrier's word about a call in our own terms: of the phone, or of what stands beside it. */
export type CarrierStatus = PhoneStatus | "disconnected" | "transfer" | "other";

export interface CarrierEvent {
  carrierCallId: string;
  conversationId: string | null;
  status: CarrierStatus;
  /** The carrier's own word, for the log and the inbox's key. */
  rawStatus: string;
  at: Date;
  /** The event speaks of the audio socket's leg, not of the phone. */
  isSocketLeg: boolean;
  durationS: number | null;
  endedBy: "agent" | "callee" | null;
  /** Price in micros of the carrier's currency, on `completed`. */
  priceMicros: number | null;
  detail: string | null;
}

/** A call as the carrier lists it. */
export interface CarrierCall {
  carrierCallId: string;
  conversationId: string | null;
  to: string;
  status: CarrierStatus;
  startedAt: Date | null;
  endedAt: Date | null;
  durationS: number | null;
}

export interface TransferToPhone {
  to: string;
  from: string;
  /** Where the carrier tells what becomes of the colleague's leg; its answer may take the call back to our socket. */
  eventUrl: string;
  /** What this address serves is said to the colleague before they are joined to the call. */
  briefingUrl: string;
  ringTimeoutS: number;
}

export interface Telephony {
  readonly name: "vonage";
  /** Throws `maybe_done` when the phone may be ringing although no answer came, `rate_limited` on 429. */
  placeCall(request: PlaceCallRequest): Promise<PlacedCall>;
  /** Ends a call; retries while the carrier says it is too early. Ending an ended call is no error. */
  hangUp(carrierCallId: string): Promise<void>;
  /** Takes the call away from our audio socket and connects a phone; trying it twice is no harm. */
  transfer(carrierCallId: string, to: TransferToPhone): Promise<void>;
  /** null: the carrier does not know it. */
  getCall(carrierCallId: string): Promise<CarrierCall | null>;
  /** Calls that began in the span, oldest first, all pages. */
  listCalls(from: Date, to: Date): Promise<CarrierCall[]>;
  /**
   * Throws AppError `unauthenticated` unless the webhook was signed for exactly these bytes within five minutes. A
   * repeated one passes: the carrier itself repeats them, and the inbox takes each event once.
   */
  verifyWebhook(authorization: string | null, rawBody: Buffer): Promise<void>;
  /** Throws AppError `bad_request` on a body that is no event. */
  parseEvent(body: unknown): CarrierEvent;
  /** The body that answers `disconnected`: connects the audio socket again, whose events then go to `eventUrl`. */
  reconnectAnswer(socketUrl: string, socketAuthorization: string, eventUrl?: string): unknown;
  /** The body that answers `briefingUrl`. `language`: as in `en` or `es-MX`. */
  briefingAnswer(text: string, language: string): unknown;
  /** Credentials are believed; throws `refused_credentials`. */
  check(): Promise<void>;
}
