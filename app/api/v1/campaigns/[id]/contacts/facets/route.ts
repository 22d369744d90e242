import { json, userRoute } from "@/app/_server/route";
import { contactFacets } from "#lib/services/contacts/contact-facets";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await contactFacets(ctx, params.id)),
);
