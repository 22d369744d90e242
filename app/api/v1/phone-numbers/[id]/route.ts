import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { phoneNumberPatchSchema } from "#lib/domain/api/phone-number";
import { removePhoneNumber } from "#lib/services/phone-numbers/remove-phone-number";
import { updatePhoneNumber } from "#lib/services/phone-numbers/update-phone-number";

export const dynamic = "force-dynamic";

export const PATCH = userRoute<{ id: string }>(async (ctx, { params, request }) =>
  json(await updatePhoneNumber(ctx, params.id, await readJson(request, phoneNumberPatchSchema))),
);

export const DELETE = userRoute<{ id: string }>(async (ctx, { params }) => {
  await removePhoneNumber(ctx, params.id);
  return new Response(null, { status: 204 });
});
