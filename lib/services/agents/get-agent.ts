import { findAgent } from "#lib/data/agents";
import type { Agent } from "#lib/domain/api/agent";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Throws `not_found`. */
export async function getAgent(ctx: UserContext, id: string): Promise<Agent> {
  const agent = await asUser(ctx, "agents.read", (trx, tenantId) => findAgent(trx, tenantId, id));
  if (!agent) throw missing("agent");
  return agent;
}
