import { listAgents as list } from "#lib/data/agents";
import type { Agent, AgentQuery } from "#lib/domain/api/agent";
import type { Page } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Newest first. */
export function listAgents(ctx: UserContext, query: AgentQuery): Promise<Page<Agent>> {
  return asUser(ctx, "agents.read", (trx, tenantId) => list(trx, tenantId, query));
}
