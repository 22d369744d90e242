import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { adminSearchQuerySchema } from "#lib/domain/api/admin";
import { listUsers } from "#lib/services/platform/list-users";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listUsers(ctx, readQuery(query, adminSearchQuerySchema))),
);
