import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { consentRevocationSchema } from "#lib/domain/api/consent";
import { revokeConsent } from "#lib/services/consents/revoke-consent";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(async (ctx, { params, request }) =>
  json(await revokeConsent(ctx, params.id, await readJson(request, consentRevocationSchema))),
);
