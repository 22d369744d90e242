import { readUsage } from "#lib/data/usage";
import type { Usage } from "#lib/domain/api/usage";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** What the plan grants, what this month has taken of it, from whom, and what it cost. */
export function getUsage(ctx: UserContext): Promise<Usage> {
  return asUser(ctx, "business.read", (trx, tenantId) => readUsage(trx, tenantId, ctx.now()));
}
