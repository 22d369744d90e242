import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { clientPatchSchema } from "#lib/domain/api/client";
import { deleteClient } from "#lib/services/clients/delete-client";
import { getClient } from "#lib/services/clients/get-client";
import { updateClient } from "#lib/services/clients/update-client";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await getClient(ctx, params.id)),
);

export const PATCH = userRoute<{ id: string }>(async (ctx, { params, request }) =>
  json(await updateClient(ctx, params.id, await readJson(request, clientPatchSchema))),
);

export const DELETE = userRoute<{ id: string }>(async (ctx, { params }) => {
  await deleteClient(ctx, params.id);
  return new Response(null, { status: 204 });
});
