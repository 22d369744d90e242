import { userRoute } from "@/app/_server/route";
import { revokeApiKey } from "#lib/services/api-keys/revoke-api-key";

export const dynamic = "force-dynamic";

export const DELETE = userRoute<{ id: string }>(async (ctx, { params }) => {
  await revokeApiKey(ctx, params.id);
  return new Response(null, { status: 204 });
});
