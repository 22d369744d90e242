import { lockAgent, markAgentDeleted } from "#lib/data/agents";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { refuseWhileCalling } from "./update-agent.ts";

/** Takes the agent out of sight; its calls and versions stay. Throws `not_found`, `conflict` while it is calling. */
export async function deleteAgent(ctx: UserContext, id: string): Promise<void> {
  await asUser(ctx, "agents.change", async (trx, tenantId) => {
    if (!(await lockAgent(trx, tenantId, id))) throw missing("agent");
    await refuseWhileCalling(trx, tenantId, id, "deleted");
    await markAgentDeleted(trx, tenantId, id);
    await auditUser(ctx, trx, { action: "agent.delete", subjectType: "agent", subjectId: id });
  });
}
