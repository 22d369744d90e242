import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { analyticsQuerySchema } from "#lib/domain/api/analytics";
import { getAnalytics } from "#lib/services/analytics/get-analytics";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await getAnalytics(ctx, "campaigns", readQuery(query, analyticsQuerySchema))),
);
