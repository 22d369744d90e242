import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { contactPatchSchema } from "#lib/domain/api/contact";
import { deleteContact } from "#lib/services/contacts/delete-contact";
import { getContact } from "#lib/services/contacts/get-contact";
import { updateContact } from "#lib/services/contacts/update-contact";

export const dynamic = "force-dynamic";

interface Params extends Record<string, string> {
  id: string;
  leadId: string;
}

export const GET = userRoute<Params>(async (ctx, { params }) =>
  json(await getContact(ctx, params.id, params.leadId)),
);

export const PATCH = userRoute<Params>(async (ctx, { params, request }) =>
  json(await updateContact(ctx, params.id, params.leadId, await readJson(request, contactPatchSchema))),
);

export const DELETE = userRoute<Params>(async (ctx, { params }) => {
  await deleteContact(ctx, params.id, params.leadId);
  return new Response(null, { status: 204 });
});
