import { openCallsOfWorker, type OpenCall } from "#lib/data/calls";
import { callsWithOpenInbox } from "#lib/data/carrier-inbox";
import { applyCarrierCall, applyInbox } from "./carrier-events.ts";
import type { DialerContext } from "./dialer-context.ts";
import { GIVE_UP_MS } from "./unknown-call.ts";
import { settle } from "./settle.ts";

/** How long a call may go on without a word that was due before the carrier is asked. */
export const ASK_AFTER_SILENCE_MS = 20_000;
const ASK_AGAIN_MS = 10_000;
/** Over at the carrier without a result: a late event may still bring it. */
export const RESULT_GRACE_MS = 5000;
/** Over at the carrier, answered, and the conversation is not there to end. */
const SESSION_GRACE_MS = 10_000;
/** A call that was handed over may go on for long, and its end may get lost like any other. */
const ASK_ABOUT_TRANSFER_MS = 60_000;
const INBOX_BATCH = 100;

export interface SilenceFacts {
  call: Pick<
    OpenCall,
    | "state"
    | "requestedAt"
    | "answeredAt"
    | "sessionEndedAt"
    | "lastHeardAt"
    | "ringTimeoutS"
    | "maxDurationS"
    | "isTransferred"
  >;
  now: Date;
}

/** Is a word of the carrier overdue? */
export function isWordOverdue(facts: SilenceFacts): boolean {
  return overdueMs(facts) > ASK_AFTER_SILENCE_MS;
}

/** How long ago the carrier should have said something; 0 or less: not yet. */
function overdueMs({ call, now }: SilenceFacts): number {
  if (call.state === "ended") return 0;
  const due: number[] = [];
  if (call.sessionEndedAt)
    due.push(call.sessionEndedAt.getTime() + (call.isTransferred ? ASK_ABOUT_TRANSFER_MS : 0));
  else if (call.answeredAt) due.push(call.answeredAt.getTime() + call.maxDurationS * 1000);
  else due.push(call.requestedAt.getTime() + call.ringTimeoutS * 1000);
  due.push(call.lastHeardAt.getTime());
  return now.getTime() - Math.max(...due);
}

/** Every 2 s: what a lost notification, a lost event or a lost moment has left undone on this worker's calls. */
export async function watchCalls(ctx: DialerContext): Promise<void> {
  for (const callId of await callsWithOpenInbox(ctx.db, ctx.worker.id, INBOX_BATCH)) {
    // An event that cannot be applied must not keep the other calls from being looked after.
    await takeEvents(ctx, callId).catch((err: unknown) =>
      ctx.log.error({ err, callId }, "a call's events could not be applied"),
    );
  }
  const before = [...ctx.ownCalls];
  const open = await openCallsOfWorker(ctx.db, ctx.worker.id);
  for (const call of open) ctx.ownCalls.add(call.callId);
  forgetSettled(ctx, before, new Set(open.map((call) => call.callId)));
  for (const call of open) {
    try {
      await watchCall(ctx, call);
    } catch (err) {
      ctx.log.error({ err, callId: call.callId }, "a call could not be looked after");
    }
  }
}

/** Calls that another worker settled, because it could not see us: nothing here waits for them any more. */
function forgetSettled(ctx: DialerContext, before: readonly string[], open: ReadonlySet<string>): void {
  for (const callId of before) {
    if (open.has(callId)) continue;
    ctx.ownCalls.delete(callId);
    ctx.askedAt.delete(callId);
    ctx.host.forget(callId);
  }
}

/** Applies what has come and settles what is over. */
export async function takeEvents(ctx: DialerContext, callId: string): Promise<void> {
  const phone = await applyInbox(ctx, callId);
  // Without a result the most telling event may still be on its way.
  if (phone?.state === "ended" && phone.result !== null) await settle(ctx, callId);
}

async function watchCall(ctx: DialerContext, call: OpenCall): Promise<void> {
  const now = ctx.now();
  if (call.state === "ended") {
    const endedMs = now.getTime() - (call.endedAt ?? now).getTime();
    const isConversing = ctx.host.has(call.callId);
    if (call.result === null && endedMs < RESULT_GRACE_MS) return;
    // `completed` alone does not say what the call came to; the carrier may.
    if (call.result === null && call.carrierCallId !== null && !ctx.askedAt.has(call.callId)) {
      await askAboutCall(ctx, call.callId, call.carrierCallId);
    }
    const isLate = endedMs > SESSION_GRACE_MS;
    // Another worker learned of the end, or the telling was lost: saying it twice changes nothing.
    if (isConversing && isLate) tellTheEnd(ctx, call, now);
    await settle(ctx, call.callId, { isWorkerLost: !isConversing && isLate });
    return;
  }
  // Its notification was lost, or the carrier did not take the hang-up.
  if (call.isHangUpAsked && call.sessionEndedAt === null) await ctx.host.hangUp(call.callId, "operator");
  if (call.carrierCallId === null) return;
  // Nobody of ours is in a call that was handed over: the carrier itself is told.
  if (call.isHangUpAsked && call.isTransferred) await ctx.telephony.hangUp(call.carrierCallId);
  if (!isWordOverdue({ call, now })) return;
  const askedMs = now.getTime() - (ctx.askedAt.get(call.callId) ?? 0);
  if (askedMs < ASK_AGAIN_MS) return;
  const told = await askOrFail(ctx, call.callId, call.carrierCallId);
  // Our hang-up never arrived: the person still holds a line on which nobody speaks.
  if (told === "going_on" && call.sessionEndedAt !== null && !call.isTransferred)
    await ctx.telephony.hangUp(call.carrierCallId);
  // The carrier knows no such call, or cannot be asked for too long: nothing more will be learned.
  const isGivenUp = told === "failed" && !call.isTransferred && overdueMs({ call, now }) > GIVE_UP_MS;
  if (told === null || isGivenUp)
    await settle(ctx, call.callId, { isLost: true, isWorkerLost: !ctx.host.has(call.callId) });
}

function tellTheEnd(ctx: DialerContext, call: OpenCall, now: Date): void {
  ctx.host.carrierSaid(call.callId, {
    status: "completed",
    state: "ended",
    telephonyResult: call.result,
    at: call.endedAt ?? now,
    endedBy: null,
  });
}

type Told = "over" | "going_on" | "failed" | null;

async function askOrFail(ctx: DialerContext, callId: string, carrierCallId: string): Promise<Told> {
  try {
    return await askAboutCall(ctx, callId, carrierCallId);
  } catch (err) {
    ctx.log.warn({ err, callId }, "the carrier could not be asked about a call");
    return "failed";
  }
}

/** Asks the carrier and applies its answer. null: it does not know the call. */
export async function askAboutCall(
  ctx: DialerContext,
  callId: string,
  carrierCallId: string,
): Promise<"over" | "going_on" | null> {
  ctx.askedAt.set(callId, ctx.now().getTime());
  const known = await ctx.telephony.getCall(carrierCallId);
  if (!known) return null;
  const phone = await applyCarrierCall(ctx, callId, known);
  ctx.log.info({ callId, status: known.status }, "the carrier was asked about a call");
  if (phone?.state !== "ended") return "going_on";
  await settle(ctx, callId);
  return "over";
}
