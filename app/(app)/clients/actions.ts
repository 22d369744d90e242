"use server";

import { clientInputSchema } from "#lib/domain/api/client";
import { createClient } from "#lib/services/clients/create-client";
import { refusal } from "@/app/_client/form-answer";
import { action } from "@/app/_server/action";
import { CLIENT_TEXTS } from "@/components/clients/texts";
import type { FormState } from "@/components/forms/form-state";
import { clientDraftFrom } from "./client-draft.ts";

const create = action(clientInputSchema, createClient);

export async function addClient(_previous: FormState | null, form: FormData): Promise<FormState> {
  const result = await create(clientDraftFrom(form));
  return result.ok ? { done: CLIENT_TEXTS.added } : refusal(result);
}
