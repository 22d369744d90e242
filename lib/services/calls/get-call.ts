import { findCall, listTurns } from "#lib/data/call-queries";
import type { CallDetail } from "#lib/domain/api/call";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** The call with all its turns. Throws `not_found`. */
export function getCall(ctx: UserContext, id: string): Promise<CallDetail> {
  return asUser(ctx, async (trx, tenantId) => {
    const call = await findCall(trx, tenantId, id);
    if (!call) throw missing("call");
    return { ...call, turns: await listTurns(trx, tenantId, id) };
  });
}
