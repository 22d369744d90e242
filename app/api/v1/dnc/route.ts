import { readJson, readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { dncInputSchema, dncQuerySchema } from "#lib/domain/api/dnc";
import { addDnc } from "#lib/services/dnc/add-dnc";
import { listDnc } from "#lib/services/dnc/list-dnc";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listDnc(ctx, readQuery(query, dncQuerySchema))),
);

export const POST = userRoute(async (ctx, { request }) => {
  const { entry, isNew } = await addDnc(ctx, await readJson(request, dncInputSchema));
  return json(entry, isNew ? 201 : 200);
});
