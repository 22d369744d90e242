"use server";

import { redirect } from "next/navigation";
import { campaignPatchSchema } from "#lib/domain/api/campaign";
import { updateCampaign } from "#lib/services/campaigns/update-campaign";
import { refusal } from "@/app/_client/form-answer";
import { action } from "@/app/_server/action";
import type { FormState } from "@/components/forms/form-state";
import { idFrom } from "../../../page-context.ts";
import { type FormStep, stepBeside, stepHref, stepPatchFrom } from "../../builder-step.ts";

/** Keeps what one step says, and goes on to the next. */
export async function saveStep(
  campaignId: string,
  step: FormStep,
  _previous: FormState | null,
  form: FormData,
): Promise<FormState> {
  const id = idFrom(campaignId);
  const save = action(campaignPatchSchema, (ctx, patch) => updateCampaign(ctx, id, patch));
  const result = await save(stepPatchFrom(step, form));
  if (!result.ok) return refusal(result);
  redirect(stepHref(id, stepBeside(step, 1) ?? "review"));
}
