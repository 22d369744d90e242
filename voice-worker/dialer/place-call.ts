import { writeCarrierAnswer } from "#lib/data/calls";
import { giveBackClaim } from "#lib/data/dialer-jobs";
import { promisedCallOf } from "#lib/data/single-calls";
import { dispatchJob, type Dispatched } from "#lib/data/dispatch";
import type { StoredFacts, Verdict } from "#lib/domain/dialing/gate";
import { undoDispatch, type WayBack } from "#lib/data/undo-dispatch";
import { hashOfToken } from "#lib/services/carrier/links";
import { judgeDial } from "#lib/services/dialing/judge-dial";
import { nextTurn, type CarrierTurn } from "./carrier-turn.ts";
import type { DialerContext } from "./dialer-context.ts";
import { LEASE_MS, newCallId } from "./pump.ts";
import { carrierRefused } from "./refused-call.ts";

const COLLEAGUE_TALKS_S = 3600;

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
  for (;;) {
    // Before the transaction: a pause is seen up to the last moment.
    const turn = await nextTurn(ctx);
    // Nobody would be there to talk for long: another worker dials it, and need not wait for the lease's end.
    if (isStopping()) return giveBackClaim(ctx.db, { jobId, leaseUntil }, ctx.now());
    if (await dialInTurn(ctx, { jobId, leaseUntil, begunMs, turn })) return;
  }
}

interface Dial {
  jobId: string;
  leaseUntil: Date;
  /** When the queue's wake came. */
  begunMs: number;
  turn: CarrierTurn;
}

/** false: the turn was over before anything was written. */
async function dialInTurn(ctx: DialerContext, { jobId, leaseUntil, begunMs, turn }: Dial): Promise<boolean> {
  const callId = (await promisedCallOf(ctx.db, jobId)) ?? newCallId();
  const place = (await ctx.telemetry?.placeFor(jobId)) ?? null;
  const token = ctx.links.socketToken(callId);
  const atGateMs = Date.now();
  const result = await dispatchJob(ctx.db, {
    jobId,
    leaseUntil,
    callId,
    workerId: ctx.worker.id,
    workerUrl: ctx.worker.publicUrl,
    traceparent: place,
    socketTokenHash: hashOfToken(token),
    now: ctx.now(),
    carrier: ctx.carrier,
    ask: (facts, at) => (turn.isOver() ? null : askBothClocks(ctx, facts, at)),
  });
  switch (result.kind) {
    case "late":
      return false;
    case "gone":
      return true;
    case "refused":
      ctx.telemetry?.dialRefused(jobId, result.verdict, atGateMs);
      ctx.log.info({ jobId, reason: result.verdict.reason }, "the gate refused a claimed job");
      return true;
    case "dispatched":
      ctx.telemetry?.dispatched(place, { claimedMs: leaseUntil.getTime() - LEASE_MS, begunMs, atGateMs });
      await turn.untilRequest();
      // The process stood still after the gate had spoken: others' requests go out, or the call has been closed.
      if (turn.isOver()) await putBack(ctx, result.call);
      else await askCarrier(ctx, result.call, token, place);
      return true;
  }
}

async function putBack(ctx: DialerContext, { callId, jobId }: Dispatched): Promise<void> {
  ctx.log.warn({ callId, jobId }, "a call was not asked for: its turn at the carrier was over");
  const back: WayBack = { nextAttemptAt: ctx.now(), reason: null };
  await undoDispatch(ctx.db, callId, false, () => back, ctx.now(), "too_late");
}

/** Locks may have been waited for, and any clock may be wrong: it has to be time by ours and by the database's. */
function askBothClocks(ctx: DialerContext, facts: StoredFacts, databaseNow: Date): Verdict {
  const verdict = judgeDial(facts, ctx.now());
  // The carrier's rest is counted by our clock alone.
  const carrier = { ...facts.carrier, heldUntil: null };
  return verdict.allowed ? judgeDial({ ...facts, carrier }, databaseNow) : verdict;
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
