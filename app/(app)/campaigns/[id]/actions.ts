"use server";

import { campaignPatchSchema } from "#lib/domain/api/campaign";
import { contactInputSchema } from "#lib/domain/api/contact";
import { updateCampaign } from "#lib/services/campaigns/update-campaign";
import { createContact } from "#lib/services/contacts/create-contact";
import { refusal, textOf } from "@/app/_client/form-answer";
import { action } from "@/app/_server/action";
import { FORM_TEXTS } from "@/components/campaigns/texts";
import { CONTACT_TEXTS } from "@/components/contacts/texts";
import type { FormState } from "@/components/forms/form-state";
import { idFrom } from "../../page-context.ts";
import { campaignPatchFrom } from "../campaign-draft.ts";

export async function addContact(
  campaignId: string,
  _previous: FormState | null,
  form: FormData,
): Promise<FormState> {
  const id = idFrom(campaignId);
  const create = action(contactInputSchema, (ctx, input) => createContact(ctx, id, input));
  const result = await create({
    phone_number: textOf(form, "phone_number"),
    first_name: textOf(form, "first_name"),
    last_name: textOf(form, "last_name"),
    email: textOf(form, "email"),
    timezone: textOf(form, "timezone"),
  });
  return result.ok ? { done: CONTACT_TEXTS.wasAdded } : refusal(result);
}

export async function saveCampaign(
  campaignId: string,
  _previous: FormState | null,
  form: FormData,
): Promise<FormState> {
  const id = idFrom(campaignId);
  const save = action(campaignPatchSchema, (ctx, patch) => updateCampaign(ctx, id, patch));
  const result = await save(campaignPatchFrom(form));
  return result.ok ? { done: FORM_TEXTS.saved } : refusal(result);
}
