import { holdAgent, holdCampaignAgent } from "#lib/data/agents";
import type { Trx } from "#lib/data/db";
import { AppError } from "#lib/errors/app-error";
import { wrongField } from "../missing.ts";

/** Throws `invalid` unless the agent may be chosen; it stays so until the transaction ends. */
export async function requireUsableAgent(trx: Trx, tenantId: string, agentId: string): Promise<void> {
  const agent = await holdAgent(trx, tenantId, agentId);
  if (!agent || agent.isDeleted) throw wrongField("agent_id", "There is no such agent.");
  if (!agent.isActive)
    throw wrongField("agent_id", `The agent ${agent.name} is switched off. Choose another one.`);
}

/** Before calls go out: throws `invalid` when the campaign's agent was switched off or deleted since it was chosen. */
export async function requireCampaignAgent(trx: Trx, tenantId: string, campaignId: string): Promise<void> {
  const agent = await holdCampaignAgent(trx, tenantId, campaignId);
  if (!agent || (agent.isActive && !agent.isDeleted)) return;
  const what = agent.isDeleted ? "was deleted" : "is switched off";
  throw new AppError("invalid", {
    publicMessage: `The campaign's agent ${agent.name} ${what}. Choose another one first.`,
    fields: [{ path: "agent_id", message: `This agent ${what}.` }],
  });
}
