"use server";

import { clientInputSchema } from "#lib/domain/api/client";
import { updateClient } from "#lib/services/clients/update-client";
import { refusal } from "@/app/_client/form-answer";
import { action } from "@/app/_server/action";
import { CLIENT_TEXTS } from "@/components/clients/texts";
import type { FormState } from "@/components/forms/form-state";
import { idFrom } from "../../page-context.ts";
import { clientDraftFrom } from "../client-draft.ts";

export async function saveClient(
  clientId: string,
  _previous: FormState | null,
  form: FormData,
): Promise<FormState> {
  const save = action(clientInputSchema, (ctx, input) => updateClient(ctx, idFrom(clientId), input));
  const result = await save(clientDraftFrom(form));
  return result.ok ? { done: CLIENT_TEXTS.saved } : refusal(result);
}
