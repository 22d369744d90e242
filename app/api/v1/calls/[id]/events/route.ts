import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { callEventQuerySchema } from "#lib/domain/api/call";
import { listCallEvents } from "#lib/services/calls/list-call-events";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params, query }) =>
  json(await listCallEvents(ctx, params.id, readQuery(query, callEventQuerySchema))),
);
