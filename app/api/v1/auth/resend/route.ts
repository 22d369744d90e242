import { readJson } from "@/app/_server/body";
import { json, route } from "@/app/_server/route";
import { tokenAuth } from "@/app/_server/session";
import { addressInputSchema } from "#lib/domain/api/account";
import { resendConfirmation } from "#lib/services/account/resend-confirmation";

export const dynamic = "force-dynamic";

export const POST = route(async ({ request }) =>
  json(await resendConfirmation(await tokenAuth(), await readJson(request, addressInputSchema))),
);
