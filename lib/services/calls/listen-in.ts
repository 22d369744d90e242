import { findCall } from "#lib/data/call-queries";
import { workerOfCall } from "#lib/data/calls";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Where a call is heard, and what opens it for the next moments. */
export interface ListeningPost {
  url: string;
  token: string;
}

/**
 * Lets an owner or an admin hear a call while it goes on; that they did is written down first. Throws `forbidden`,
 * `not_found`, `conflict` when nobody talks in it.
 */
export async function listenIn(ctx: UserContext, callId: string): Promise<ListeningPost> {
  const workerUrl = await asUser(ctx, "calls.listen", async (trx, tenantId) => {
    if (!(await findCall(trx, tenantId, callId))) throw missing("call");
    const found = await workerOfCall(trx, tenantId, callId);
    if (found === null) throw new AppError("conflict", { publicMessage: "Nobody talks in this call now." });
    await auditUser(ctx, trx, { action: "call.listen", subjectType: "call", subjectId: callId });
    return found;
  });
  return {
    url: ctx.links.listenUrl(workerUrl, callId),
    token: ctx.links.listenerToken(callId, ctx.now()),
  };
}
