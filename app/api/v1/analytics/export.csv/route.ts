import { readQuery } from "@/app/_server/body";
import { csvAnswer } from "@/app/_server/csv-answer";
import { userRoute } from "@/app/_server/route";
import { analyticsExportQuerySchema } from "#lib/domain/api/analytics";
import { exportAnalytics } from "#lib/services/analytics/export-analytics";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) => {
  const { lines, fileName } = await exportAnalytics(ctx, readQuery(query, analyticsExportQuerySchema));
  return csvAnswer(lines, fileName);
});
