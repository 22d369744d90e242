import { findCall, listCallEvents as list } from "#lib/data/call-queries";
import type { CallEvent, CallEventQuery } from "#lib/domain/api/call";
import type { Page } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Oldest first. Throws `not_found`. */
export function listCallEvents(
  ctx: UserContext,
  callId: string,
  query: CallEventQuery,
): Promise<Page<CallEvent>> {
  return asUser(ctx, "calls.read", async (trx, tenantId) => {
    const call = await findCall(trx, tenantId, callId);
    if (!call) throw missing("call");
    return list(trx, tenantId, call, query);
  });
}
