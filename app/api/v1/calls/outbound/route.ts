import { readJson } from "@/app/_server/body";
import { carrierFacts } from "@/app/_server/carrier-facts";
import { json, userRoute } from "@/app/_server/route";
import { outboundCallSchema } from "#lib/domain/api/outbound-call";
import { requestCall } from "#lib/services/calls/request-call";

export const dynamic = "force-dynamic";

export const POST = userRoute(
  async (ctx, { request }) =>
    json(await requestCall(ctx, await readJson(request, outboundCallSchema), carrierFacts()), 202),
  { scope: "dial", isIdempotent: true },
);
