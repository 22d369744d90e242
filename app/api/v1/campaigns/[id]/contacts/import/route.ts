import { json, userRoute } from "@/app/_server/route";
import { readUpload } from "@/app/_server/upload";
import { startImport } from "#lib/services/imports/start-import";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(async (ctx, { params, request }) => {
  const { file, options } = await readUpload(request);
  return json(await startImport(ctx, params.id, file, options), 202);
});
