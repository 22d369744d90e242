import { readJson } from "@/app/_server/body";
import { webParts } from "@/app/_server/parts";
import { json, userRoute } from "@/app/_server/route";
import { agentPatchSchema } from "#lib/domain/api/agent";
import { deleteAgent } from "#lib/services/agents/delete-agent";
import { getAgent } from "#lib/services/agents/get-agent";
import { updateAgent } from "#lib/services/agents/update-agent";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) => json(await getAgent(ctx, params.id)));

export const PATCH = userRoute<{ id: string }>(async (ctx, { params, request }) =>
  json(await updateAgent(ctx, webParts().market, params.id, await readJson(request, agentPatchSchema))),
);

export const DELETE = userRoute<{ id: string }>(async (ctx, { params }) => {
  await deleteAgent(ctx, params.id);
  return new Response(null, { status: 204 });
});
