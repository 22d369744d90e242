import { json, userRoute } from "@/app/_server/route";
import { withUpload } from "@/app/_server/upload";
import { uploadContacts } from "#lib/services/imports/upload-contacts";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(async (ctx, { params, request }) =>
  json(await withUpload(request, (file) => uploadContacts(ctx, params.id, file)), 201),
);
