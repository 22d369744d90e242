import { readJson } from "@/app/_server/body";
import { webParts } from "@/app/_server/parts";
import { json, userRoute } from "@/app/_server/route";
import { webhookPatchSchema } from "#lib/domain/api/webhook";
import { deleteWebhook } from "#lib/services/webhooks/delete-webhook";
import { getWebhook } from "#lib/services/webhooks/get-webhook";
import { updateWebhook } from "#lib/services/webhooks/update-webhook";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await getWebhook(ctx, params.id)),
);

export const PATCH = userRoute<{ id: string }>(async (ctx, { params, request }) => {
  const { sender } = webParts().webhooks;
  return json(await updateWebhook(ctx, sender, params.id, await readJson(request, webhookPatchSchema)));
});

export const DELETE = userRoute<{ id: string }>(async (ctx, { params }) => {
  await deleteWebhook(ctx, params.id);
  return new Response(null, { status: 204 });
});
