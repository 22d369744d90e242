"use server";

import { consentInputSchema } from "#lib/domain/api/consent";
import { recordConsent } from "#lib/services/consents/record-consent";
import { refusal } from "@/app/_client/form-answer";
import { action } from "@/app/_server/action";
import { CONSENT_TEXTS } from "@/components/contacts/texts";
import type { FormState } from "@/components/forms/form-state";
import { idFrom } from "../../../../page-context.ts";
import { consentDraftFrom } from "./consent-draft.ts";

export async function saveConsent(
  campaignId: string,
  leadId: string,
  _previous: FormState | null,
  form: FormData,
): Promise<FormState> {
  const record = action(consentInputSchema, (ctx, input) =>
    recordConsent(ctx, idFrom(campaignId), idFrom(leadId), input),
  );
  const result = await record(consentDraftFrom(form));
  if (!result.ok) return refusal(result);
  return { done: result.data.revoked_at === null ? CONSENT_TEXTS.recorded : CONSENT_TEXTS.recordedRevoked };
}
