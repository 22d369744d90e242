"use server";

import { redirect } from "next/navigation";
import { campaignInputSchema } from "#lib/domain/api/campaign";
import { createCampaign } from "#lib/services/campaigns/create-campaign";
import { refusal, textOf } from "@/app/_client/form-answer";
import { action } from "@/app/_server/action";
import type { FormState } from "@/components/forms/form-state";
import { stepHref, stepPatchFrom } from "../builder-step.ts";

const create = action(campaignInputSchema, createCampaign);

/** The first step makes the draft that the others go on with. */
export async function createDraft(
  companyName: string,
  _previous: FormState | null,
  form: FormData,
): Promise<FormState> {
  const result = await create({
    ...stepPatchFrom("details", form),
    name: textOf(form, "name"),
    goal: textOf(form, "goal"),
    script_config: { company_name: companyName },
    calling_config: {},
  });
  if (!result.ok) return refusal(result);
  redirect(stepHref(result.data.id, "contacts"));
}
