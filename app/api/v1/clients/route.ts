import { readJson, readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { clientInputSchema, clientQuerySchema } from "#lib/domain/api/client";
import { createClient } from "#lib/services/clients/create-client";
import { listClients } from "#lib/services/clients/list-clients";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listClients(ctx, readQuery(query, clientQuerySchema))),
);

export const POST = userRoute(
  async (ctx, { request }) => json(await createClient(ctx, await readJson(request, clientInputSchema)), 201),
  { isIdempotent: true },
);
