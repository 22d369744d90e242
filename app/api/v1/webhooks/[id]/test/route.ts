import { json, userRoute } from "@/app/_server/route";
import { testWebhook } from "#lib/services/webhooks/test-webhook";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await testWebhook(ctx, params.id), 202),
);
