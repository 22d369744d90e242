import { findCall } from "#lib/data/call-queries";
import { askHangUp } from "#lib/data/calls";
import type { CallSummary } from "#lib/domain/api/call";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Asks the worker that owns the call to end it. Throws `not_found`, `conflict` when it is over. */
export async function hangUpCall(ctx: UserContext, callId: string): Promise<CallSummary> {
  const call = await asUser(ctx, "calls.change", async (trx, tenantId) => {
    const found = await findCall(trx, tenantId, callId);
    if (!found) throw missing("call");
    if (!(await askHangUp(trx, tenantId, callId, ctx.now()))) {
      throw new AppError("conflict", { publicMessage: "This call is over." });
    }
    await auditUser(ctx, trx, { action: "call.hangup", subjectType: "call", subjectId: callId });
    return found;
  });
  await ctx.live.publish({ type: "call.hangup", callId, by: callerId(ctx) });
  return call;
}
