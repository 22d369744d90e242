import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { consentInputSchema } from "#lib/domain/api/consent";
import { listConsents } from "#lib/services/consents/list-consents";
import { recordConsent } from "#lib/services/consents/record-consent";

export const dynamic = "force-dynamic";

interface Params extends Record<string, string> {
  id: string;
  leadId: string;
}

export const GET = userRoute<Params>(async (ctx, { params }) =>
  json(await listConsents(ctx, params.id, params.leadId)),
);

export const POST = userRoute<Params>(
  async (ctx, { params, request }) =>
    json(
      await recordConsent(ctx, params.id, params.leadId, await readJson(request, consentInputSchema)),
      201,
    ),
  { isIdempotent: true },
);
