import { findAnalysis, requestAnalysisAgain } from "#lib/data/call-analyses";
import { findCall } from "#lib/data/call-queries";
import type { CallAnalysis } from "#lib/domain/api/analysis";
import { AppError } from "#lib/errors/app-error";
import { askWorker } from "../ask-worker.ts";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/**
 * Has a call analysed again, with the fields that its campaign asks for now. Throws `not_found`, `conflict` while one is
 * under way or where there is no conversation.
 */
export async function requestAnalysis(ctx: UserContext, callId: string): Promise<CallAnalysis> {
  const asked = await asUser(ctx, "calls.change", async (trx, tenantId) => {
    if (!(await findCall(trx, tenantId, callId))) throw missing("call");
    const request = await requestAnalysisAgain(trx, tenantId, callId, ctx.now());
    const analysis = await findAnalysis(trx, tenantId, callId);
    if (request === null || !analysis) {
      throw new AppError("conflict", {
        publicMessage: analysis
          ? "This call is being analysed."
          : "There is no finished conversation to analyse in this call.",
      });
    }
    await auditUser(ctx, trx, { action: "call.analyse", subjectType: "call", subjectId: callId });
    return { request, analysis };
  });
  await askWorker(ctx, (queue) => queue.analyseCall(callId, asked.request));
  return asked.analysis;
}
