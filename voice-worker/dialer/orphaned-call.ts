import type { OpenCall } from "#lib/data/calls";
import { applyInbox } from "./carrier-events.ts";
import type { DialerContext } from "./dialer-context.ts";
import { settle } from "./settle.ts";
import { GIVE_UP_MS } from "./unknown-call.ts";
import { askAboutCall, RESULT_GRACE_MS } from "./watch-calls.ts";

/**
 * A call whose worker is dead: nobody is there to talk, so it is hung up unless a colleague has taken over, and settled
 * by what the carrier says. What
 * never told its carrier id is `unknown-call.ts`'s.
 */
export async function windUpOrphan(ctx: DialerContext, call: OpenCall): Promise<void> {
  const { callId, carrierCallId } = call;
  await applyInbox(ctx, callId);
  if (await settle(ctx, callId, { isWorkerLost: true })) return;
  if (carrierCallId === null) return;
  let isUnheardOf = false;
  if (call.state !== "ended") {
    try {
      if (!call.isTransferred) await ctx.telephony.hangUp(carrierCallId);
      const told = await askAboutCall(ctx, callId, carrierCallId);
      isUnheardOf = told === null;
      ctx.log.warn({ callId, told }, "a dead worker's call was seen to");
    } catch (err) {
      // Tried again at the next sweep, until nothing more can be learned.
      ctx.log.error({ err, callId }, "a dead worker's call could not be hung up");
    }
  }
  const silentMs = ctx.now().getTime() - call.lastHeardAt.getTime();
  const hasNoResult = call.state === "ended" && silentMs > RESULT_GRACE_MS;
  await settle(ctx, callId, {
    isWorkerLost: true,
    isLost: isUnheardOf || hasNoResult || (silentMs > GIVE_UP_MS && !call.isTransferred),
  });
}
