import { settleCall, type Settled } from "#lib/data/settle-call";
import { settleJob } from "#lib/domain/dialing/settlement";
import { likelyZone } from "#lib/services/dialing/likely-zone";
import type { DialerContext } from "./dialer-context.ts";

/** Puts a call's outcome into its job when it is over, once; otherwise does nothing. */
export async function settle(
  ctx: DialerContext,
  callId: string,
  why: { isWorkerLost?: boolean; isLost?: boolean } = {},
): Promise<Settled | null> {
  const now = ctx.now();
  const beganMs = Date.now();
  const settled = await settleCall(ctx.db, {
    callId,
    now,
    isWorkerLost: why.isWorkerLost ?? false,
    isLost: why.isLost ?? false,
    usage: ctx.host.usageOf(callId),
    zoneOf: likelyZone,
    decide: (outcome, history, campaign) => settleJob(outcome, history, campaign, now, ctx.random()),
  });
  if (!settled) return null;
  ctx.ownCalls.delete(callId);
  ctx.askedAt.delete(callId);
  ctx.log.info(
    {
      callId,
      jobId: settled.jobId,
      telephonyResult: settled.result,
      disposition: settled.disposition,
      jobStatus: settled.settlement.status,
      reason: settled.settlement.reason,
    },
    "a call was settled",
  );
  ctx.host.forget(callId);
  ctx.telemetry?.settled(callId, settled, beganMs);
  if (settled.wantsAnalysis) {
    // The sweep finds it should the queue be out of reach: the call is settled all the same.
    await ctx.queue
      .analyseCall(callId, 1)
      .catch((err: unknown) => ctx.log.warn({ err, callId }, "an analysis could not be queued"));
  }
  await ctx.live.publish({ type: "campaign.changed", campaignId: settled.campaignId });
  return settled;
}
