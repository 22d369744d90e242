import { csvAnswer } from "@/app/_server/csv-answer";
import { userRoute } from "@/app/_server/route";
import { importErrorsCsv } from "#lib/services/imports/import-errors-csv";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) =>
  csvAnswer(await importErrorsCsv(ctx, params.id), "errors.csv"),
);
