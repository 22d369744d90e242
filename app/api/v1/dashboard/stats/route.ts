import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { dashboardQuerySchema } from "#lib/domain/api/dashboard";
import { dashboardStats } from "#lib/services/dashboard/dashboard-stats";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await dashboardStats(ctx, readQuery(query, dashboardQuerySchema))),
);
