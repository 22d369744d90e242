import { takeCarrierTurn } from "#lib/data/carrier-bucket";
import { writeCarrierAnswer } from "#lib/data/calls";
import { giveBackClaim } from "#lib/data/dialer-jobs";
import { promisedCallOf } from "#lib/data/single-calls";
import { dispatchJob, type Dispatched } from "#lib/data/dispatch";
import type { StoredFacts, Verdict } from "#lib/domain/dialing/gate";
import { undoDispatch, type WayBack } from "#lib/data/undo-dispatch";
import { hashOfToken } from "#lib/services/carrier/links";
import { judgeDial } from "#lib/services/dialing/judge-dial";
import type { DialerContext } from "./dialer-context.ts";
import { LEASE_MS, newCallId } from "./pump.ts";
import { carrierRefused } from "./refused-call.ts";

const COLLEAGUE_TALKS_S = 3600;
/** Far below the time after which a request that nobody knows of is given up. */
const GATE_HOLDS_MS = 10_000;

/**
 * Dials a claimed job. The order is what makes it at most once: turn, gate and pause in the transaction that writes the
 * call's row, then the carrier. A second wake of the same claim finds the claim gone and does nothing.
 */
export async function placeCall(
  ctx: DialerContext,
  jobId: string,
  leaseUntil: Date,
  isStopping: () => boolean = () => false,
): Promise<void> {
  if (leaseUntil <= ctx.now()) return;
  const begunMs = Date.now();
  await waitForTurn(ctx);
  // Before the transaction: a pause is seen up to the last moment.
  const paceMs = ctx.pacer.takePlace();
  if (paceMs > 0) await ctx.wait(paceMs);
  // Nobody would be there to talk for long: another worker dials it, and need not wait for the lease's end.
  if (isStopping()) return giveBackClaim(ctx.db, { jobId, leaseUntil }, ctx.now());
  const callId = (await promisedCallOf(ctx.db, jobId)) ?? newCallId();
  const place = (await ctx.telemetry?.placeFor(jobId)) ?? null;
  const token = ctx.links.socketToken(callId);
  const now = ctx.now();
  const atGateMs = Date.now();
  const result = await dispatchJob(ctx.db, {
    jobId,
    leaseUntil,
    callId,
    workerId: ctx.worker.id,
    workerUrl: ctx.worker.publicUrl,
    traceparent: place,
    socketTokenHash: hashOfToken(token),
    now,
    carrier: ctx.carrier,
    ask: (facts, at) => askBothClocks(ctx, facts, at),
  });
  if (result.kind === "gone") return;
  if (result.kind === "refused") {
    ctx.telemetry?.dialRefused(jobId, result.verdict, atGateMs);
    ctx.log.info({ jobId, reason: result.verdict.reason }, "the gate refused a claimed job");
    return;
  }
  ctx.telemetry?.dispatched(place, { claimedMs: leaseUntil.getTime() - LEASE_MS, begunMs, atGateMs });
  // The process stood still after the gate had spoken: by now another may have closed the call, or the window.
  if (ctx.now().getTime() - now.getTime() > GATE_HOLDS_MS) {
    ctx.log.warn({ callId, jobId }, "a call was not asked for: the gate's word is too old");
    const back: WayBack = { nextAttemptAt: ctx.now(), reason: null };
    await undoDispatch(ctx.db, callId, false, () => back, ctx.now(), "too_late");
    return;
  }
  await askCarrier(ctx, result.call, token, place);
}

/** Locks may have been waited for, and any clock may be wrong: it has to be time by ours and by the database's. */
function askBothClocks(ctx: DialerContext, facts: StoredFacts, databaseNow: Date): Verdict {
  const verdict = judgeDial(facts, ctx.now());
  // The carrier's rest is counted by our clock alone.
  const carrier = { ...facts.carrier, heldUntil: null };
  return verdict.allowed ? judgeDial({ ...facts, carrier }, databaseNow) : verdict;
}

async function waitForTurn(ctx: DialerContext): Promise<void> {
  for (;;) {
    const turn = await takeCarrierTurn(ctx.db, ctx.telephony.name, ctx.carrier.callsPerSecond);
    if (turn.waitMs > 0) await ctx.wait(turn.waitMs);
    if (turn.isTaken) return;
  }
}

async function askCarrier(
  ctx: DialerContext,
  call: Dispatched,
  token: string,
  place: string | null,
): Promise<void> {
  const { callId, snapshot } = call;
  ctx.ownCalls.add(callId);
  ctx.host.expect({
    callId,
    tenantId: call.tenantId,
    jobId: call.jobId,
    campaignId: call.campaignId,
    leadId: call.leadId,
    phoneNumber: call.phoneNumber,
    fromNumber: call.fromNumber,
    socketTokenHash: hashOfToken(token),
    snapshot,
    traceparent: place,
  });
  const askedMs = Date.now();
  ctx.log.info(
    { callId, jobId: call.jobId, attempt: call.attempt, pii: { phoneNumber: call.phoneNumber } },
    "a call is asked for",
  );
  try {
    const placed = await ctx.telephony.placeCall({
      to: call.phoneNumber,
      from: call.fromNumber,
      eventUrl: ctx.links.eventUrl(callId),
      socketUrl: ctx.links.socketUrl(ctx.worker.publicUrl, callId),
      socketAuthorization: `Bearer ${token}`,
      ringTimeoutS: snapshot.calling.ring_timeout_s,
      // The conversation ends by our own clock; the carrier's must not cut off a colleague who has taken over.
      maxDurationS:
        snapshot.calling.max_call_duration_s +
        (snapshot.agent.transferNumber === null ? 0 : COLLEAGUE_TALKS_S),
    });
    ctx.telemetry?.carrierAsked(place, askedMs, null);
    ctx.host.placed(callId, placed.carrierCallId);
    await writeCarrierAnswer(ctx.db, callId, placed);
  } catch (error) {
    ctx.telemetry?.carrierAsked(place, askedMs, error);
    await carrierRefused(ctx, call, error);
  }
  await ctx.live.publish({ type: "campaign.changed", campaignId: call.campaignId });
}
