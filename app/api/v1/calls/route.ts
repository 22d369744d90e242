import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { callQuerySchema } from "#lib/domain/api/call";
import { listCalls } from "#lib/services/calls/list-calls";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listCalls(ctx, readQuery(query, callQuerySchema))),
);
