import { webParts } from "@/app/_server/parts";
import { json, userRoute } from "@/app/_server/route";
import { rotateSecret } from "#lib/services/webhooks/rotate-secret";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await rotateSecret(ctx, webParts().webhooks.secrets, params.id)),
);
