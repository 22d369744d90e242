import { adminTenants } from "#lib/data/admin";
import type { AdminSearchQuery, AdminTenant } from "#lib/domain/api/admin";
import type { Page } from "#lib/domain/api/page";
import type { UserContext } from "../context.ts";
import { asOperator } from "./as-operator.ts";

/** Of the whole platform, newest first. Throws `forbidden` for whoever is no operator. */
export function listTenants(ctx: UserContext, query: AdminSearchQuery): Promise<Page<AdminTenant>> {
  return asOperator(ctx, "platform.look_at_tenants", (trx, operatorId) =>
    adminTenants(trx, operatorId, query),
  );
}
