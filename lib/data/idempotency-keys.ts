import { sql } from "kysely";
import type { Db, Trx } from "./db.ts";

/** `new`: held until the transaction ends. `used`: for the same request, which was answered so. `misused`: for another one. */
export type KeyFound = { kind: "new" } | { kind: "used"; answer: unknown } | { kind: "misused" };

/**
 * Takes the key before the deed, in the deed's transaction: whoever comes with the same key meanwhile waits for its end, and
 * finds the answer, or a free key where it failed.
 */
export async function takeKey(trx: Trx, tenantId: string, key: string, request: unknown): Promise<KeyFound> {
  // As jsonb writes it: the order of the request's own keys does not matter.
  const hash = sql`encode(sha256(convert_to((${JSON.stringify(request)}::jsonb)::text, 'UTF8')), 'hex')`;
  const taken = await sql`
    insert into talky.idempotency_keys (tenant_id, key, request_hash) values (${tenantId}, ${key}, ${hash})
    on conflict (tenant_id, key) do nothing`.execute(trx);
  if (taken.numAffectedRows === 1n) return { kind: "new" };
  const { rows } = await sql<{ is_same: boolean; answer: unknown }>`
    select request_hash = ${hash} as is_same, answer from talky.idempotency_keys
    where tenant_id = ${tenantId} and key = ${key}`.execute(trx);
  const [used] = rows;
  return used?.is_same ? { kind: "used", answer: used.answer } : { kind: "misused" };
}

/** In the same transaction, when the deed is done. */
export async function keepAnswer(trx: Trx, tenantId: string, key: string, answer: unknown): Promise<void> {
  await trx
    .updateTable("idempotency_keys")
    .set({ answer: JSON.stringify(answer) })
    .where("tenant_id", "=", tenantId)
    .where("key", "=", key)
    .execute();
}

export async function forgetKeys(db: Db, usedBefore: Date): Promise<void> {
  await db.deleteFrom("idempotency_keys").where("created_at", "<", usedBefore).execute();
}
