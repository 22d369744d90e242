import { callTransferOf } from "#lib/data/transfers";
import { AppError } from "#lib/errors/app-error";
import type { ServiceContext } from "../context.ts";

/**
 * What the carrier says to a colleague before the call is joined to them. Our own signature in the address is all that
 * opens it: the carrier's one of a GET covers the query, of which only that signature matters. Throws `unauthenticated`,
 * `not_found`.
 */
export async function briefColleague(
  ctx: ServiceContext,
  request: { callId: string; signature: string | null },
): Promise<unknown> {
  const { callId } = request;
  if (!ctx.links.verifyBriefing(callId, request.signature)) {
    throw new AppError("unauthenticated", { publicMessage: "The address is not signed by us." });
  }
  const transfer = await callTransferOf(ctx.db, callId);
  if (transfer === null || transfer.briefing === null) {
    throw new AppError("not_found", { publicMessage: "There is nothing to say about this call." });
  }
  return ctx.telephony.briefingAnswer(transfer.briefing, transfer.language);
}
