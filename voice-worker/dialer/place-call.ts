import { takeCarrierToken } from "#lib/data/carrier-bucket";
import { writeCarrierAnswer } from "#lib/data/calls";
import { promisedCallOf } from "#lib/data/single-calls";
import { dispatchJob, type Dispatched } from "#lib/data/dispatch";
import { hashOfToken } from "#lib/services/carrier/links";
import { judgeDial } from "#lib/services/dialing/judge-dial";
import type { DialerContext } from "./dialer-context.ts";
import { newCallId } from "./pump.ts";
import { carrierRefused } from "./refused-call.ts";

const COLLEAGUE_TALKS_S = 3600;

/**
 * Dials a claimed job. The order is what makes it at most once: token, gate and pause in the transaction that writes the
 * call's row, then the carrier. A second wake of the same claim finds the claim gone and does nothing.
 */
export async function placeCall(
  ctx: DialerContext,
  jobId: string,
  leaseUntil: Date,
  isStopping: () => boolean = () => false,
): Promise<void> {
  if (leaseUntil <= ctx.now()) return;
  await waitForToken(ctx);
  // Before the transaction: a pause is seen up to the last moment.
  const paceMs = ctx.pacer.takePlace();
  if (paceMs > 0) await ctx.wait(paceMs);
  // Nobody would be there to talk for long; the claim is another worker's soon.
  if (isStopping()) return;
  const callId = (await promisedCallOf(ctx.db, jobId)) ?? newCallId();
  const token = ctx.links.socketToken(callId);
  const now = ctx.now();
  const result = await dispatchJob(ctx.db, {
    jobId,
    leaseUntil,
    callId,
    workerId: ctx.worker.id,
    workerUrl: ctx.worker.publicUrl,
    socketTokenHash: hashOfToken(token),
    now,
    carrier: ctx.carrier,
    // Locks may have been waited for meanwhile, and a window may have closed.
    ask: (facts) => judgeDial(facts, ctx.now()),
  });
  if (result.kind === "gone") return;
  if (result.kind === "refused") {
    ctx.log.info({ jobId, reason: result.verdict.reason }, "the gate refused a claimed job");
    return;
  }
  await askCarrier(ctx, result.call, token);
}

async function waitForToken(ctx: DialerContext): Promise<void> {
  for (;;) {
    const waitMs = await takeCarrierToken(ctx.db, ctx.telephony.name, ctx.carrier.callsPerSecond);
    if (waitMs === 0) return;
    await ctx.wait(waitMs);
  }
}

async function askCarrier(ctx: DialerContext, call: Dispatched, token: string): Promise<void> {
  const { callId, snapshot } = call;
  ctx.ownCalls.add(callId);
  ctx.host.expect({
    callId,
    tenantId: call.tenantId,
    jobId: call.jobId,
    campaignId: call.campaignId,
    leadId: call.leadId,
    phoneNumber: call.phoneNumber,
    socketTokenHash: hashOfToken(token),
    snapshot,
  });
  ctx.log.info(
    { callId, jobId: call.jobId, attempt: call.attempt, pii: { phoneNumber: call.phoneNumber } },
    "a call is asked for",
  );
  try {
    const placed = await ctx.telephony.placeCall({
      to: call.phoneNumber,
      from: ctx.carrier.fromNumber,
      eventUrl: ctx.links.eventUrl(callId),
      socketUrl: ctx.links.socketUrl(ctx.worker.publicUrl, callId),
      socketAuthorization: `Bearer ${token}`,
      ringTimeoutS: snapshot.calling.ring_timeout_s,
      // The conversation ends by our own clock; the carrier's must not cut off a colleague who has taken over.
      maxDurationS:
        snapshot.calling.max_call_duration_s +
        (snapshot.agent.transferNumber === null ? 0 : COLLEAGUE_TALKS_S),
    });
    ctx.host.placed(callId, placed.carrierCallId);
    await writeCarrierAnswer(ctx.db, callId, placed);
  } catch (error) {
    await carrierRefused(ctx, call, error);
  }
  await ctx.live.publish({ type: "campaign.changed", campaignId: call.campaignId });
}
