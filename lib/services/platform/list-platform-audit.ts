import { adminAudit } from "#lib/data/admin";
import type { AdminAuditEntry, AdminAuditQuery } from "#lib/domain/api/admin";
import type { Page } from "#lib/domain/api/page";
import type { UserContext } from "../context.ts";
import { asOperator } from "./as-operator.ts";

/** What operators did, newest first. Throws `forbidden` for whoever is no operator. */
export function listPlatformAudit(ctx: UserContext, query: AdminAuditQuery): Promise<Page<AdminAuditEntry>> {
  return asOperator(ctx, "platform.look_at_audit", (trx, operatorId) => adminAudit(trx, operatorId, query));
}
