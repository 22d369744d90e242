import { appendAudit, type AuditEntry } from "#lib/data/audit-log";
import { asRequest, type Trx } from "#lib/data/db";
import type { UserContext } from "../context.ts";

/** A transaction in which the database shows nothing but the user's own tenant. */
export function asUser<T>(ctx: UserContext, run: (trx: Trx, tenantId: string) => Promise<T>): Promise<T> {
  const { tenantId, role, userId } = ctx.actor;
  return asRequest(ctx.db, { tenantId, role, actorId: userId }, (trx) => run(trx, tenantId));
}

/** Writes down what the user did, in the transaction of the deed. */
export function auditUser(
  ctx: UserContext,
  trx: Trx,
  entry: Omit<AuditEntry, "tenantId" | "actor">,
): Promise<void> {
  return appendAudit(trx, { ...entry, tenantId: ctx.actor.tenantId, actor: `user:${ctx.actor.userId}` });
}
