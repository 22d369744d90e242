import { adminUsers } from "#lib/data/admin";
import type { AdminSearchQuery, AdminUser } from "#lib/domain/api/admin";
import type { Page } from "#lib/domain/api/page";
import type { UserContext } from "../context.ts";
import { asOperator } from "./as-operator.ts";

/** Of the whole platform, newest first. Throws `forbidden` for whoever is no operator. */
export function listUsers(ctx: UserContext, query: AdminSearchQuery): Promise<Page<AdminUser>> {
  return asOperator(ctx, "platform.look_at_users", (trx, operatorId) => adminUsers(trx, operatorId, query));
}
