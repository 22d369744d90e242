import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { deliveryQuerySchema } from "#lib/domain/api/webhook";
import { listDeliveries } from "#lib/services/webhooks/list-deliveries";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params, query }) =>
  json(await listDeliveries(ctx, params.id, readQuery(query, deliveryQuerySchema))),
);
