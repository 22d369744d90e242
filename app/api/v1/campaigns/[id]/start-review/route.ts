import { carrierFacts } from "@/app/_server/carrier-facts";
import { json, userRoute } from "@/app/_server/route";
import { reviewStart } from "#lib/services/campaigns/review-start";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await reviewStart(ctx, params.id, carrierFacts())),
);
