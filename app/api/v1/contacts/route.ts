import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { allContactsQuerySchema } from "#lib/domain/api/contact";
import { listAllContacts } from "#lib/services/contacts/list-contacts";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listAllContacts(ctx, readQuery(query, allContactsQuerySchema))),
);
