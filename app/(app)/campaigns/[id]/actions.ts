"use server";

import { contactInputSchema } from "#lib/domain/api/contact";
import { createContact } from "#lib/services/contacts/create-contact";
import { refusal, textOf } from "@/app/_client/form-answer";
import { action } from "@/app/_server/action";
import { CONTACT_TEXTS } from "@/components/contacts/texts";
import type { FormState } from "@/components/forms/form-state";
import { idFrom } from "../../page-context.ts";

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
