import { setTenantStatusOf } from "#lib/data/admin";
import type { TenantStatusChange } from "#lib/domain/api/admin";
import { callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { wakeDialer } from "../wake-dialer.ts";
import { operatorsOnly } from "./as-operator.ts";

/**
 * Suspends a business or lets it go on: while it is suspended none of its campaigns dials (`tenant_suspended`); calls in
 * progress are left alone, and its people can look at everything. Throws `forbidden` for whoever is no operator, `not_found`.
 */
export async function setTenantStatus(
  ctx: UserContext,
  tenantId: string,
  status: "active" | "suspended",
  { reason }: TenantStatusChange,
): Promise<{ id: string; status: "active" | "suspended" }> {
  const userId = callerId(ctx);
  const result = await setTenantStatusOf(ctx.db, userId, tenantId, status, reason);
  if (result === null) throw operatorsOnly();
  if (result === "missing") throw missing("business");
  if (result === "moved") {
    ctx.log.warn({ tenantId, status, userId }, "a business was suspended or let go on");
    if (status === "active") await wakeDialer(ctx);
  }
  return { id: tenantId, status };
}
