import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { adminSearchQuerySchema } from "#lib/domain/api/admin";
import { listTenants } from "#lib/services/platform/list-tenants";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listTenants(ctx, readQuery(query, adminSearchQuerySchema))),
);
