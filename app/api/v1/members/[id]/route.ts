import { readJson, readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { memberPatchSchema, memberRemovalSchema } from "#lib/domain/api/member";
import { changeRole } from "#lib/services/members/change-role";
import { removeMember } from "#lib/services/members/remove-member";

export const dynamic = "force-dynamic";

export const PATCH = userRoute<{ id: string }>(async (ctx, { params, request }) =>
  json(await changeRole(ctx, params.id, await readJson(request, memberPatchSchema))),
);

export const DELETE = userRoute<{ id: string }>(async (ctx, { params, query }) => {
  await removeMember(ctx, params.id, readQuery(query, memberRemovalSchema));
  return new Response(null, { status: 204 });
});
