import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { recordingQuerySchema } from "#lib/domain/api/recording";
import { listRecordings } from "#lib/services/recordings/list-recordings";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listRecordings(ctx, readQuery(query, recordingQuerySchema))),
);
