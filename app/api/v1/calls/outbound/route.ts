import { readJson } from "@/app/_server/body";
import { carrierFacts } from "@/app/_server/carrier-facts";
import { idempotencyKeyOf } from "@/app/_server/idempotency-key";
import { json, userRoute } from "@/app/_server/route";
import { outboundCallSchema } from "#lib/domain/api/outbound-call";
import { requestCall } from "#lib/services/calls/request-call";

export const dynamic = "force-dynamic";

export const POST = userRoute(async (ctx, { request }) => {
  const idempotencyKey = idempotencyKeyOf(request);
  const input = await readJson(request, outboundCallSchema);
  return json(await requestCall(ctx, input, { carrier: carrierFacts(), idempotencyKey }), 202);
});
