import { otherMethod } from "@/app/_server/refused-address";
import { json, userRoute } from "@/app/_server/route";
import { withUpload } from "@/app/_server/upload";
import { uploadContacts } from "#lib/services/imports/upload-contacts";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(async (ctx, { params, request }) =>
  json(await withUpload(request, (file) => uploadContacts(ctx, params.id, file)), 201),
);

export { otherMethod as DELETE, otherMethod as GET, otherMethod as PATCH, otherMethod as PUT };
