import { readJson, readQuery } from "@/app/_server/body";
import { webParts } from "@/app/_server/parts";
import { json, userRoute } from "@/app/_server/route";
import { pageQuerySchema } from "#lib/domain/api/page";
import { webhookInputSchema } from "#lib/domain/api/webhook";
import { createWebhook } from "#lib/services/webhooks/create-webhook";
import { listWebhooks } from "#lib/services/webhooks/list-webhooks";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listWebhooks(ctx, readQuery(query, pageQuerySchema))),
);

/** Without an idempotency key: the answer has a secret, which is kept nowhere. */
export const POST = userRoute(async (ctx, { request }) =>
  json(await createWebhook(ctx, webParts().webhooks, await readJson(request, webhookInputSchema)), 201),
);
