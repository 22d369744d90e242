import { callSocketOf, storeCarrierEvent } from "#lib/data/carrier-inbox";
import { callTransferOf } from "#lib/data/transfers";
import { AppError } from "#lib/errors/app-error";
import type { CarrierStatus } from "#lib/providers/telephony/port";
import type { ServiceContext } from "../context.ts";

export interface CarrierWebhook {
  callId: string;
  /** `s` of our own address. */
  signature: string | null;
  /** `transfer`: it speaks of a colleague whom the call is being connected to. */
  leg?: string | null;
  /** The request's `Authorization` header. */
  authorization: string | null;
  /** The body's very bytes: the carrier signs them. */
  rawBody: Buffer;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Takes a carrier's event: stored before it is acknowledged, applied afterwards by the call's worker. `answer` is what
 * the carrier is to do next, or null. Throws `unauthenticated` (nothing was changed), `bad_request`, `not_found`.
 */
export async function receiveCarrierEvent(
  ctx: ServiceContext,
  webhook: CarrierWebhook,
): Promise<{ answer: unknown; status: CarrierStatus }> {
  const { callId } = webhook;
  if (!UUID.test(callId) || !ctx.links.verifyEvent(callId, webhook.signature)) {
    throw new AppError("unauthenticated", { publicMessage: "The address is not signed by us." });
  }
  await ctx.telephony.verifyWebhook(webhook.authorization, webhook.rawBody);
  const body = parseJson(webhook.rawBody);
  const event = ctx.telephony.parseEvent(body);
  const stored = await storeCarrierEvent(ctx.db, {
    callId,
    carrierCallId: event.carrierCallId,
    status: event.rawStatus,
    at: event.at,
    body,
  });
  // The row goes when the carrier refuses a request, so an event may speak of a call that is no more.
  if (stored === "no_call") throw new AppError("not_found", { publicMessage: "There is no such call." });
  ctx.log.info(
    { callId, status: event.status, rawStatus: event.rawStatus, stored },
    "a carrier event was stored",
  );
  if (stored === "new") await ctx.live.publish({ type: "call.inbox", callId });
  const isBack = webhook.leg === "transfer" && NOBODY_THERE.has(event.status);
  const { status } = event;
  return { status, answer: event.status === "disconnected" || isBack ? await reconnect(ctx, callId) : null };
}

/** What a colleague's phone may come to instead of being answered: the caller is ours again. */
const NOBODY_THERE: ReadonlySet<CarrierStatus> = new Set([
  "busy",
  "no_answer",
  "rejected",
  "invalid_number",
  "failed",
  "cancelled",
]);

/** The audio socket again, while there is somebody to talk to; without an answer the carrier ends the call. */
async function reconnect(ctx: ServiceContext, callId: string): Promise<unknown> {
  const socket = await callSocketOf(ctx.db, callId);
  if (!socket?.isWorkerAlive || socket.isOver) return null;
  // Somebody else has the call, or nobody wants it any more.
  if ((await callTransferOf(ctx.db, callId))?.isHandedOver) return null;
  return ctx.telephony.reconnectAnswer(
    ctx.links.socketUrl(socket.workerUrl, callId),
    `Bearer ${ctx.links.reconnectToken(callId)}`,
    ctx.links.eventUrl(callId),
  );
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw new AppError("bad_request", { publicMessage: "The body is not JSON.", cause });
  }
}
