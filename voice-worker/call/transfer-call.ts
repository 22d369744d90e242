import { transferBriefing, type TransferRequest } from "#lib/domain/conversation/transfer";
import { ProviderError } from "#lib/providers/errors";
import type { Telephony, TransferToPhone } from "#lib/providers/telephony/port";
import type { OpenCall } from "./open-call.ts";

export type TransferLeg = Pick<TransferToPhone, "eventUrl" | "briefingUrl">;

const RING_TIMEOUT_S = 25;
const TRIES = 3;
const AGAIN_AFTER_MS = 1000;

/** Has the carrier connect the campaign's colleague, who hears what it is about first. Rejects when it would not. */
export async function transferCall(
  deps: { telephony: Pick<Telephony, "transfer">; transferLeg(callId: string): TransferLeg },
  open: OpenCall,
  request: TransferRequest,
): Promise<void> {
  const { call, carrierCallId } = open;
  const to = call.snapshot.agent.transferNumber;
  if (to === null || carrierCallId === null) throw new Error("there is nobody to connect, or nothing");
  await open.journal.briefing(transferBriefing(call.snapshot, request));
  const leg = { to, from: call.fromNumber, ...deps.transferLeg(call.callId), ringTimeoutS: RING_TIMEOUT_S };
  for (let tries = 1; ; tries += 1) {
    try {
      return await deps.telephony.transfer(carrierCallId, leg);
    } catch (error) {
      if (!(error instanceof ProviderError && error.retryable) || tries >= TRIES) throw error;
      open.log.warn({ err: error, tries }, "the carrier did not transfer the call; it is asked again");
      await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs ?? AGAIN_AFTER_MS));
    }
  }
}
