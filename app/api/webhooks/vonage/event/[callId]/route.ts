import { readBytes } from "@/app/_server/body";
import { json, route } from "@/app/_server/route";
import { webParts } from "@/app/_server/parts";
import { systemContext } from "@/app/_server/session";
import { traceparentOfCall } from "#lib/data/traces";
import { receiveCarrierEvent } from "#lib/services/carrier/receive-event";

export const dynamic = "force-dynamic";

const MAX_EVENT_BYTES = 256 * 1024;

/** What becomes of a call, as the carrier tells it. The signature is over the raw bytes, so they are read as they came. */
export const POST = route<{ callId: string }>(async ({ params, query, request, watch }) => {
  const rawBody = await readBytes(request, MAX_EVENT_BYTES, "An event has at most 256 kB.");
  const { answer, status } = await receiveCarrierEvent(systemContext("carrier-webhook"), {
    callId: params.callId,
    signature: query.get("s"),
    leg: query.get("leg"),
    authorization: request.headers.get("authorization"),
    rawBody,
  });
  // Only now is it known to be the carrier's.
  watch.belongsTo(() => traceparentOfCall(webParts().db, params.callId), { "talky.status": status });
  return answer === null ? new Response(null, { status: 200 }) : json(answer);
});
