import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { phoneNumberInputSchema } from "#lib/domain/api/phone-number";
import { addPhoneNumber } from "#lib/services/phone-numbers/add-phone-number";
import { listPhoneNumbers } from "#lib/services/phone-numbers/list-phone-numbers";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx) => json(await listPhoneNumbers(ctx)));

export const POST = userRoute(
  async (ctx, { request }) =>
    json(await addPhoneNumber(ctx, await readJson(request, phoneNumberInputSchema)), 201),
  { isIdempotent: true },
);
