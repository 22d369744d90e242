import { readJson, readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { apiKeyInputSchema } from "#lib/domain/api/api-key";
import { pageQuerySchema } from "#lib/domain/api/page";
import { createApiKey } from "#lib/services/api-keys/create-api-key";
import { listApiKeys } from "#lib/services/api-keys/list-api-keys";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listApiKeys(ctx, readQuery(query, pageQuerySchema))),
);

/** Without an idempotency key: the answer has a secret, which is kept nowhere. */
export const POST = userRoute(async (ctx, { request }) =>
  json(await createApiKey(ctx, await readJson(request, apiKeyInputSchema)), 201),
);
