"use server";

import { agentInputSchema } from "#lib/domain/api/agent";
import { updateAgent } from "#lib/services/agents/update-agent";
import { refusal, textOf } from "@/app/_client/form-answer";
import { action } from "@/app/_server/action";
import { webParts } from "@/app/_server/parts";
import { AGENT_TEXTS } from "@/components/agents/texts";
import type { FormState } from "@/components/forms/form-state";
import { idFrom } from "../../page-context.ts";
import { agentDraftFrom } from "../agent-draft.ts";

const config = agentInputSchema.omit({ is_active: true });

export async function saveAgent(
  agentId: string,
  _previous: FormState | null,
  form: FormData,
): Promise<FormState> {
  const id = idFrom(agentId);
  const version = Number(textOf(form, "version")) || 1;
  const save = action(config, (ctx, input) => updateAgent(ctx, webParts().market, id, { ...input, version }));
  const result = await save(agentDraftFrom(form));
  return result.ok ? { done: AGENT_TEXTS.saved } : refusal(result);
}
