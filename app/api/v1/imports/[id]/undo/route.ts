import { json, userRoute } from "@/app/_server/route";
import { undoImport } from "#lib/services/imports/undo-import";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await undoImport(ctx, params.id)),
);
