import { markUnanswered } from "#lib/data/calls";
import type { Dispatched } from "#lib/data/dispatch";
import { undoDispatch, type WayBack } from "#lib/data/undo-dispatch";
import { planRetry } from "#lib/domain/dialing/retry";
import { zoneOfLead } from "#lib/domain/dialing/calling-window";
import { ProviderError, type ProviderFault } from "#lib/providers/errors";
import type { DialerContext } from "./dialer-context.ts";
import { pauseByItself } from "./pause-by-itself.ts";

/** The carrier answered 429: the wait grows with nothing but its own word. */
const RATE_WAIT_MS = 1000;

/** What becomes of a job whose request the carrier did not take. */
export async function carrierRefused(ctx: DialerContext, call: Dispatched, error: unknown): Promise<void> {
  // What is no ProviderError came from us after the request may have left: nobody knows whether the phone rings.
  const fault: ProviderFault = error instanceof ProviderError ? error.fault : "maybe_done";
  const { callId, jobId } = call;
  ctx.log.warn({ err: error, fault, callId, jobId }, "the carrier did not take a call");
  switch (fault) {
    case "maybe_done":
    case "timeout":
    case "broken":
      // The phone may be ringing: events will tell, else the sweep asks. The conversation stays prepared.
      await markUnanswered(ctx.db, callId);
      return;
    case "rate_limited":
    case "too_early": {
      const waitMs = (error instanceof ProviderError ? error.retryAfterMs : null) ?? RATE_WAIT_MS;
      const now = ctx.now().getTime();
      const at = new Date(now + waitMs * (1 + ctx.random()));
      // Its word is about all of our requests, not this one alone.
      ctx.carrier.heldUntil = new Date(now + waitMs);
      await undo(ctx, call, fault, false, () => ({ nextAttemptAt: at, reason: "carrier_rate" }));
      return;
    }
    case "refused_credentials":
      await undo(ctx, call, fault, false, () => ({ nextAttemptAt: ctx.now(), reason: null }));
      await pauseByItself(ctx, call, "vonage: credentials refused");
      return;
    case "unreachable":
    case "refused_request":
    case "not_found":
      await undo(ctx, call, fault, true, (failures) => retryOfFailure(ctx, call, failures));
      return;
  }
}

async function undo(
  ctx: DialerContext,
  call: Dispatched,
  fault: ProviderFault,
  isFailure: boolean,
  wayBack: (failures: number) => WayBack,
): Promise<void> {
  const undone = await undoDispatch(ctx.db, call.callId, isFailure, wayBack, ctx.now(), fault);
  if (!undone) return;
  ctx.ownCalls.delete(call.callId);
  ctx.host.forget(call.callId);
}

/** Failed before ringing: 1, 5, 15 minutes, then no more. */
function retryOfFailure(ctx: DialerContext, call: Dispatched, failures: number): WayBack {
  const { calling, lead } = call.snapshot;
  const now = ctx.now();
  const nextAttemptAt = planRetry({
    row: "failed",
    timesSeen: failures,
    attemptedAt: now,
    now,
    calling,
    zone: zoneOfLead(calling, lead.timezone),
    callbackAt: null,
    random: ctx.random(),
  });
  return { nextAttemptAt, reason: nextAttemptAt === null ? "max_attempts" : null };
}
