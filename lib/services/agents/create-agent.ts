import { insertAgentVersion } from "#lib/data/agent-versions";
import { findAgent, insertAgent } from "#lib/data/agents";
import type { Agent, AgentInput } from "#lib/domain/api/agent";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import type { AgentMarket } from "./agent-market.ts";
import { requireOffered } from "./offered.ts";

/** A new agent, version 1. Throws `invalid` for a model or voice that is not offered. */
export async function createAgent(ctx: UserContext, market: AgentMarket, input: AgentInput): Promise<Agent> {
  await requireOffered(market, input, ctx.log);
  return asUser(ctx, async (trx, tenantId) => {
    const id = await insertAgent(trx, tenantId, input);
    const { is_active: _, ...config } = input;
    await insertAgentVersion(trx, tenantId, id, { number: 1, config, createdBy: ctx.actor.userId });
    await auditUser(ctx, trx, { action: "agent.create", subjectType: "agent", subjectId: id });
    const agent = await findAgent(trx, tenantId, id);
    if (!agent) throw missing("agent");
    return agent;
  });
}
