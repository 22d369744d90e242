import { readJson, readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { contactInputSchema, contactQuerySchema } from "#lib/domain/api/contact";
import { createContact } from "#lib/services/contacts/create-contact";
import { listContacts } from "#lib/services/contacts/list-contacts";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params, query }) =>
  json(await listContacts(ctx, params.id, readQuery(query, contactQuerySchema))),
);

export const POST = userRoute<{ id: string }>(
  async (ctx, { params, request }) =>
    json(await createContact(ctx, params.id, await readJson(request, contactInputSchema)), 201),
  { isIdempotent: true },
);
