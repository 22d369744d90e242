import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { pageQuerySchema } from "#lib/domain/api/page";
import { listAgentVersions } from "#lib/services/agents/list-agent-versions";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params, query }) =>
  json(await listAgentVersions(ctx, params.id, readQuery(query, pageQuerySchema))),
);
