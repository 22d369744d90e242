import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { contactsBulkSchema } from "#lib/domain/api/contacts-bulk";
import { changeContacts } from "#lib/services/contacts/change-contacts";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(async (ctx, { params, request }) =>
  json(await changeContacts(ctx, params.id, await readJson(request, contactsBulkSchema))),
);
