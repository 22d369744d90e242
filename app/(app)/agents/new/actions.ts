"use server";

import { redirect } from "next/navigation";
import { agentInputSchema } from "#lib/domain/api/agent";
import { createAgent } from "#lib/services/agents/create-agent";
import { refusal } from "@/app/_client/form-answer";
import { action } from "@/app/_server/action";
import { webParts } from "@/app/_server/parts";
import type { FormState } from "@/components/forms/form-state";
import { agentDraftFrom } from "../agent-draft.ts";

const create = action(agentInputSchema, (ctx, input) => createAgent(ctx, webParts().market, input));

export async function createAgentAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  const result = await create(agentDraftFrom(form));
  if (!result.ok) return refusal(result);
  redirect(`/agents/${result.data.id}?tab=test`);
}
