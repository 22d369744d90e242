import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { adminAuditQuerySchema } from "#lib/domain/api/admin";
import { listPlatformAudit } from "#lib/services/platform/list-platform-audit";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listPlatformAudit(ctx, readQuery(query, adminAuditQuerySchema))),
);
