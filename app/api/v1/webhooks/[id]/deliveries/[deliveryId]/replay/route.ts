import { json, userRoute } from "@/app/_server/route";
import { replayDelivery } from "#lib/services/webhooks/replay-delivery";

export const dynamic = "force-dynamic";

interface Params extends Record<string, string> {
  id: string;
  deliveryId: string;
}

export const POST = userRoute<Params>(async (ctx, { params }) =>
  json(await replayDelivery(ctx, params.id, params.deliveryId), 202),
);
