import { findCall, listTurns } from "#lib/data/call-queries";
import { toTranscript } from "#lib/domain/api/transcript";
import type { Transcript } from "#lib/domain/api/turn";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** What both sides said. Throws `not_found`. */
export function getTranscript(ctx: UserContext, callId: string): Promise<Transcript> {
  return asUser(ctx, "calls.read", async (trx, tenantId) => {
    if (!(await findCall(trx, tenantId, callId))) throw missing("call");
    return toTranscript(callId, await listTurns(trx, tenantId, callId));
  });
}
