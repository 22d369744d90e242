import { dashboardStats as read } from "#lib/data/dashboard";
import type { DashboardQuery, DashboardStats } from "#lib/domain/api/dashboard";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

export function dashboardStats(ctx: UserContext, query: DashboardQuery): Promise<DashboardStats> {
  return asUser(ctx, "calls.read", (trx, tenantId) => read(trx, tenantId, query.timezone));
}
