"use server";

import { redirect } from "next/navigation";
import { campaignInputSchema } from "#lib/domain/api/campaign";
import { createCampaign } from "#lib/services/campaigns/create-campaign";
import { refusal } from "@/app/_client/form-answer";
import { action } from "@/app/_server/action";
import type { FormState } from "@/components/forms/form-state";
import { campaignDraftFrom } from "../campaign-draft.ts";

const create = action(campaignInputSchema, createCampaign);

export async function createCampaignAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  const result = await create(campaignDraftFrom(form));
  if (!result.ok) return refusal(result);
  redirect(`/campaigns/${result.data.id}?tab=contacts`);
}
