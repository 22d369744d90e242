import type { UsageMeter } from "#lib/domain/cost/usage-meter";
import type { ConversationEnd } from "#lib/domain/conversation/disposition";
import { carrierCallIdOf } from "#lib/data/call-session";
import type { Db } from "#lib/data/db";
import type { Logger } from "#lib/observability/logger";
import type { ConversationProviders } from "#lib/providers/failover/for-call";
import type { Telephony } from "#lib/providers/telephony/port";
import type { CallJournal } from "./call-journal.ts";
import type { CallSession } from "./call-session.ts";
import type { Ear } from "./ear.ts";
import type { CarrierUpdate, ExpectedCall } from "./port.ts";
import type { PreparedCall } from "./prepared-call.ts";
import type { CallTrace } from "../telemetry/call-trace.ts";

/** A call of this worker from the moment before it is placed until its conversation is written down. */
export interface OpenCall {
  readonly call: ExpectedCall;
  readonly prepared: PreparedCall;
  readonly journal: CallJournal;
  readonly providers: ConversationProviders;
  /** What it takes of them. */
  readonly meter: UsageMeter;
  readonly ear: Ear;
  readonly log: Logger;
  readonly trace: CallTrace;
  session: CallSession | null;
  carrierCallId: string | null;
  /** Monotonic; null until the carrier says `answered`. */
  answeredAt: number | null;
  wasMachine: boolean;
  /** The carrier's last word. */
  end: CarrierUpdate | null;
  /** Somebody asked for its end while nobody spoke yet. */
  endAsked: ConversationEnd | null;
  isConcluding: boolean;
  /** Sockets that the carrier has opened for it so far; only the last one is listened to. */
  sockets: number;
  /** Tokens by which a lost socket was opened again: each opens one. */
  readonly usedTokens: Set<string>;
}

const LOOK_EVERY_MS = 500;
const LOOK_FOR_MS = 15_000;

/** The carrier's id, waiting for it where the carrier has not told it yet. null: it did not. */
export async function carrierIdOf(db: Db, open: OpenCall): Promise<string | null> {
  const until = performance.now() + LOOK_FOR_MS;
  for (;;) {
    if (open.carrierCallId !== null) return open.carrierCallId;
    try {
      open.carrierCallId = await carrierCallIdOf(db, open.call.tenantId, open.call.callId);
    } catch (error) {
      open.log.warn({ err: error }, "the carrier's id could not be looked up");
    }
    if (open.carrierCallId !== null) return open.carrierCallId;
    if (open.end !== null || performance.now() > until) return null;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const HANG_UP_ATTEMPTS = 3;

/** Never rejects; a call that can't be ended is logged, and the carrier's own limit ends it. */
export async function hangUpAtCarrier(
  db: Db,
  telephony: Pick<Telephony, "hangUp">,
  open: OpenCall,
): Promise<void> {
  const id = await carrierIdOf(db, open);
  if (id === null || open.end !== null) return;
  const askedAt = Date.now();
  for (let attempt = 1; attempt <= HANG_UP_ATTEMPTS; attempt++) {
    try {
      await telephony.hangUp(id);
      open.trace.hungUp(askedAt, false);
      return;
    } catch (error) {
      open.log.error({ err: error, attempt }, "the carrier did not end the call");
    }
  }
  open.trace.hungUp(askedAt, true);
}
