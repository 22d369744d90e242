import { findCall, findRecording } from "#lib/data/call-queries";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Where a call's WAV lies in the bucket `recordings`, and its length. Throws `not_found`. */
export function getRecording(ctx: UserContext, callId: string): Promise<{ path: string; bytes: number }> {
  return asUser(ctx, "calls.read", async (trx, tenantId) => {
    if (!(await findCall(trx, tenantId, callId))) throw missing("call");
    const recording = await findRecording(trx, tenantId, callId);
    if (!recording) throw missing("recording");
    return recording;
  });
}
