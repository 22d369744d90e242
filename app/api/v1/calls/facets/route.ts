import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { callFacetsQuerySchema } from "#lib/domain/api/call-facets";
import { callFacets } from "#lib/services/calls/call-facets";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await callFacets(ctx, readQuery(query, callFacetsQuerySchema))),
);
