import { readQuery } from "@/app/_server/body";
import { csvAnswer } from "@/app/_server/csv-answer";
import { userRoute } from "@/app/_server/route";
import { callFilterSchema } from "#lib/domain/api/call";
import { exportCalls } from "#lib/services/calls/export-calls";

export const dynamic = "force-dynamic";

export const GET = userRoute((ctx, { query }) =>
  Promise.resolve(csvAnswer(exportCalls(ctx, readQuery(query, callFilterSchema)), "calls.csv")),
);
