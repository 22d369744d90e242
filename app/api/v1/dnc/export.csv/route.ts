import { readQuery } from "@/app/_server/body";
import { csvAnswer } from "@/app/_server/csv-answer";
import { userRoute } from "@/app/_server/route";
import { dncQuerySchema } from "#lib/domain/api/dnc";
import { exportDnc } from "#lib/services/dnc/export-dnc";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  csvAnswer(exportDnc(ctx, readQuery(query, dncQuerySchema)), "do-not-call.csv"),
);
