import { appendAudit, type AuditEntry } from "#lib/data/audit-log";
import { asRequest, type Trx } from "#lib/data/db";
import type { Action } from "#lib/domain/roles/actions";
import type { UserContext } from "../context.ts";
import { authorise } from "./authorise.ts";

/**
 * The door of every verb: the action is one that the caller's role has, and in the transaction the database shows nothing but
 * the caller's own tenant. Throws `forbidden`.
 */
export async function asUser<T>(
  ctx: UserContext,
  action: Action,
  run: (trx: Trx, tenantId: string) => Promise<T>,
): Promise<T> {
  authorise(ctx, action);
  const { tenantId, role } = ctx.actor;
  return asRequest(ctx.db, { tenantId, role, actorId: callerId(ctx) }, (trx) => run(trx, tenantId));
}

/** The person's id, or the key's: never the same. */
export function callerId({ actor }: UserContext): string {
  return actor.kind === "user" ? actor.userId : actor.keyId;
}

/** As the logs name who did it: `user:<id>`, `api_key:<id>`. */
export function callerName(ctx: UserContext): string {
  return `${ctx.actor.kind}:${callerId(ctx)}`;
}

/** Writes down what the caller did, in the transaction of the deed. */
export function auditUser(
  ctx: UserContext,
  trx: Trx,
  entry: Omit<AuditEntry, "tenantId" | "actor">,
): Promise<void> {
  return appendAudit(trx, { ...entry, tenantId: ctx.actor.tenantId, actor: callerName(ctx) });
}
