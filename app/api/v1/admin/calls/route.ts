import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { adminCallQuerySchema } from "#lib/domain/api/admin";
import { listPlatformCalls } from "#lib/services/platform/list-platform-calls";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listPlatformCalls(ctx, readQuery(query, adminCallQuerySchema))),
);
