import { json, userRoute } from "@/app/_server/route";
import { getImport } from "#lib/services/imports/get-import";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await getImport(ctx, params.id)),
);
