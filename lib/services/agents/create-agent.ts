import { insertAgentVersion } from "#lib/data/agent-versions";
import { findAgent, insertAgent } from "#lib/data/agents";
import { type Agent, type AgentInput, agentSchema } from "#lib/domain/api/agent";
import { auditUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { asUserOnce } from "../once.ts";
import type { AgentMarket } from "./agent-market.ts";
import { requireOffered } from "./offered.ts";

/** A new agent, version 1. Throws `invalid` for a model or voice that is not offered. */
export async function createAgent(ctx: UserContext, market: AgentMarket, input: AgentInput): Promise<Agent> {
  await requireOffered(market, input, ctx.log);
  return asUserOnce(
    ctx,
    "agents.change",
    { asked: { agent: input }, answer: agentSchema },
    async (trx, tenantId) => {
      const id = await insertAgent(trx, tenantId, input);
      const { is_active: _, ...config } = input;
      await insertAgentVersion(trx, tenantId, id, { number: 1, config, createdBy: callerId(ctx) });
      await auditUser(ctx, trx, { action: "agent.create", subjectType: "agent", subjectId: id });
      const agent = await findAgent(trx, tenantId, id);
      if (!agent) throw missing("agent");
      return agent;
    },
  );
}
