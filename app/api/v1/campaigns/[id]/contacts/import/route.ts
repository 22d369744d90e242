import { readJson } from "@/app/_server/body";
import { otherMethod } from "@/app/_server/refused-address";
import { json, userRoute } from "@/app/_server/route";
import { withUpload } from "@/app/_server/upload";
import { importOfUploadSchema } from "#lib/domain/api/import";
import { startImport, startImportOfUpload } from "#lib/services/imports/start-import";

export const dynamic = "force-dynamic";

/** A file in a form, or as JSON one that was uploaded before. */
export const POST = userRoute<{ id: string }>(
  async (ctx, { params, request }) => {
    const isJson = /^application\/json\b/i.test(request.headers.get("content-type") ?? "");
    const accepted = isJson
      ? await startImportOfUpload(ctx, params.id, await readJson(request, importOfUploadSchema))
      : await withUpload(request, (file, options) => startImport(ctx, params.id, file, options));
    return json(accepted, 202);
  },
  { isIdempotent: true },
);

export { otherMethod as DELETE, otherMethod as GET, otherMethod as PATCH, otherMethod as PUT };
