import { readJson } from "@/app/_server/body";
import { carrierFacts } from "@/app/_server/carrier-facts";
import { json, userRoute } from "@/app/_server/route";
import { importOptionsSchema } from "#lib/domain/api/import";
import { previewImport } from "#lib/services/imports/preview-import";

export const dynamic = "force-dynamic";

interface Params extends Record<string, string> {
  id: string;
  uploadId: string;
}

export const POST = userRoute<Params>(async (ctx, { params, request }) =>
  json(
    await previewImport(
      ctx,
      params.id,
      params.uploadId,
      await readJson(request, importOptionsSchema),
      carrierFacts(),
    ),
  ),
);
