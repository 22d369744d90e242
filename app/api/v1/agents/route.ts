import { readJson, readQuery } from "@/app/_server/body";
import { webParts } from "@/app/_server/parts";
import { json, userRoute } from "@/app/_server/route";
import { agentInputSchema, agentQuerySchema } from "#lib/domain/api/agent";
import { createAgent } from "#lib/services/agents/create-agent";
import { listAgents } from "#lib/services/agents/list-agents";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listAgents(ctx, readQuery(query, agentQuerySchema))),
);

export const POST = userRoute(
  async (ctx, { request }) =>
    json(await createAgent(ctx, webParts().market, await readJson(request, agentInputSchema)), 201),
  { isIdempotent: true },
);
