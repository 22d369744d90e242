import { correctDisposition } from "#lib/data/call-corrections";
import { findCall } from "#lib/data/call-queries";
import type { CallCorrection, CallSummary } from "#lib/domain/api/call";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser, callerName } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/**
 * Says what a call really came to, and why; what it was settled with is kept. Throws `forbidden` for a plain user,
 * `not_found`, `conflict` for a call without a conversation that is over, or that came to this already.
 */
export async function correctCall(
  ctx: UserContext,
  callId: string,
  { disposition, reason }: CallCorrection,
): Promise<CallSummary> {
  const call = await asUser(ctx, "calls.correct", async (trx, tenantId) => {
    const found = await findCall(trx, tenantId, callId);
    if (!found) throw missing("call");
    const corrected = await correctDisposition(trx, {
      tenantId,
      callId,
      disposition,
      reason,
      by: callerName(ctx),
      now: ctx.now(),
    });
    if (!corrected) {
      throw new AppError("conflict", {
        publicMessage:
          found.disposition === disposition
            ? "The call came to this already."
            : "Only a conversation that is over can be corrected.",
      });
    }
    await auditUser(ctx, trx, {
      action: "call.correct",
      subjectType: "call",
      subjectId: callId,
      data: { from: corrected.former, to: disposition, reason },
    });
    return (await findCall(trx, tenantId, callId)) ?? found;
  });
  await ctx.live.publish({ type: "campaign.changed", campaignId: call.campaign_id });
  return call;
}
