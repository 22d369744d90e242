import { readJson } from "@/app/_server/body";
import { userRoute } from "@/app/_server/route";
import { dncRemovalSchema } from "#lib/domain/api/dnc";
import { removeDnc } from "#lib/services/dnc/remove-dnc";

export const dynamic = "force-dynamic";

export const DELETE = userRoute<{ id: string }>(async (ctx, { params, request }) => {
  await removeDnc(ctx, params.id, await readJson(request, dncRemovalSchema));
  return new Response(null, { status: 204 });
});
