import { listAgentVersions as list } from "#lib/data/agent-versions";
import { findAgent } from "#lib/data/agents";
import type { AgentVersion } from "#lib/domain/api/agent";
import type { Page, PageQuery } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing, wrongField } from "../missing.ts";

/** Newest first. Throws `not_found`, `invalid` for a cursor that we did not write. */
export function listAgentVersions(
  ctx: UserContext,
  id: string,
  query: PageQuery,
): Promise<Page<AgentVersion>> {
  if (query.cursor !== undefined && !/^\d{1,9}$/.test(query.cursor)) {
    throw wrongField("cursor", "Use the next_cursor of the page before.");
  }
  return asUser(ctx, "agents.read", async (trx, tenantId) => {
    if (!(await findAgent(trx, tenantId, id))) throw missing("agent");
    return list(trx, tenantId, id, query);
  });
}
