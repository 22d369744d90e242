import { findCall, listTurns } from "#lib/data/call-queries";
import type { Trx } from "#lib/data/db";
import { undialledCall } from "#lib/data/single-calls";
import type { CallDetail } from "#lib/domain/api/call";
import { AppError } from "#lib/errors/app-error";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** A call that was asked for by itself is known before it is one. */
async function notDialled(trx: Trx, tenantId: string, id: string): Promise<AppError> {
  const waiting = await undialledCall(trx, tenantId, id);
  if (!waiting) return missing("call");
  const state = waiting.isOver ? "This call was never placed" : "This call has not been placed yet";
  return new AppError("not_found", {
    publicMessage: waiting.reason === null ? `${state}.` : `${state}: ${waiting.reason}.`,
  });
}

/** The call with all its turns. Throws `not_found`. */
export function getCall(ctx: UserContext, id: string): Promise<CallDetail> {
  return asUser(ctx, "calls.read", async (trx, tenantId) => {
    const call = await findCall(trx, tenantId, id);
    if (!call) throw await notDialled(trx, tenantId, id);
    return { ...call, turns: await listTurns(trx, tenantId, id) };
  });
}
