import { type RawBuilder, sql } from "kysely";
import type {
  AdminAuditEntry,
  AdminAuditQuery,
  AdminCall,
  AdminCallQuery,
  AdminHealth,
  AdminSearchQuery,
  AdminTenant,
  AdminUser,
} from "#lib/domain/api/admin";
import type { Page, PageQuery } from "#lib/domain/api/page";
import { AppError } from "#lib/errors/app-error";
import type { Db } from "./db.ts";
import { isoOrNull, readCursor, toPage } from "./keyset.ts";

/** Writes down that an operator looks; false: this user is none. All that follows answers operators alone. */
export async function noteOperator(db: Db, userId: string, action: string): Promise<boolean> {
  const { rows } = await sql<{ is_operator: boolean }>`
    select talky.note_operator(${userId}::uuid, ${action}) as is_operator`.execute(db);
  return rows[0]?.is_operator ?? false;
}

/** `%` and `_` stand for themselves. */
const pattern = (search: string | undefined): string | null =>
  search ? `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null;

/** The place after which the page begins, and how many rows tell whether there is another one. */
function place({ cursor, limit }: PageQuery): RawBuilder<unknown> {
  const keyset = readCursor(cursor);
  return sql`${keyset?.at ?? null}::timestamptz, ${keyset?.id ?? null}::uuid, ${limit + 1}::integer`;
}

type Rows<T> = Omit<T, "created_at" | "requested_at" | "ended_at"> & { id: string; cursor_at: string };

function withoutCursor<T extends { cursor_at: string }>(row: T): Omit<T, "cursor_at"> {
  const { cursor_at: _, ...rest } = row;
  return rest;
}

/** Newest first. */
export async function adminTenants(db: Db, by: string, query: AdminSearchQuery): Promise<Page<AdminTenant>> {
  const { rows } = await sql<Rows<AdminTenant> & { created_at: Date }>`
    select * from talky.admin_tenants(${by}::uuid, ${pattern(query.search)}::text, ${place(query)})`.execute(
    db,
  );
  const toTenant = (row: (typeof rows)[number]): AdminTenant => ({
    ...withoutCursor(row),
    minutes_used: Math.round(row.minutes_used * 10) / 10,
    created_at: row.created_at.toISOString(),
  });
  return toPage(rows, query.limit, toTenant, null);
}

/** Newest first. */
export async function adminUsers(db: Db, by: string, query: AdminSearchQuery): Promise<Page<AdminUser>> {
  const { rows } = await sql<Rows<AdminUser> & { created_at: Date }>`
    select * from talky.admin_users(${by}::uuid, ${pattern(query.search)}::text, ${place(query)})`.execute(
    db,
  );
  const toUser = (row: (typeof rows)[number]): AdminUser => ({
    ...withoutCursor(row),
    created_at: row.created_at.toISOString(),
  });
  return toPage(rows, query.limit, toUser, null);
}

/** Newest first. */
export async function adminCalls(db: Db, by: string, query: AdminCallQuery): Promise<Page<AdminCall>> {
  const { rows } = await sql<Rows<AdminCall> & { requested_at: Date; ended_at: Date | null }>`
    select * from talky.admin_calls(${by}::uuid, ${query.tenant_id ?? null}::uuid, ${place(query)})`.execute(
    db,
  );
  const toCall = (row: (typeof rows)[number]): AdminCall => ({
    ...withoutCursor(row),
    requested_at: row.requested_at.toISOString(),
    ended_at: isoOrNull(row.ended_at),
  });
  return toPage(rows, query.limit, toCall, null);
}

/** What the database knows; the parts that a process reaches are its own to tell. */
export type StoredHealth = Omit<AdminHealth, "parts">;

/** null: this user is no operator. */
export async function adminHealth(db: Db, by: string): Promise<StoredHealth | null> {
  const { rows } = await sql<{
    health: Omit<StoredHealth, "answers"> | null;
    answers: StoredHealth["answers"];
  }>`
    select talky.admin_health(${by}::uuid) as health, talky.admin_latency(${by}::uuid) as answers`.execute(
    db,
  );
  const [row] = rows;
  return row?.health ? { ...row.health, answers: row.answers } : null;
}

/** null: this user is no operator. */
export async function setTenantStatusOf(
  db: Db,
  byUserId: string,
  tenantId: string,
  status: "active" | "suspended",
  reason: string,
): Promise<"moved" | "same" | "missing" | null> {
  const { rows } = await sql<{ result: "moved" | "same" | "missing" | null }>`
    select talky.set_tenant_status(${byUserId}::uuid, ${tenantId}::uuid, ${status}, ${reason}) as result`.execute(
    db,
  );
  return rows[0]?.result ?? null;
}

export async function isOperator(db: Db, userId: string): Promise<boolean> {
  const { rows } = await sql<{ is_operator: boolean }>`
    select talky.is_operator(${userId}::uuid) as is_operator`.execute(db);
  return rows[0]?.is_operator ?? false;
}

interface AuditRow {
  id: number;
  at: Date;
  operator_email: string | null;
  action: string;
  tenant_id: string | null;
  business_name: string | null;
  reason: string | null;
}

/** Newest first; the cursor is the last entry's own number. */
export async function adminAudit(
  db: Db,
  by: string,
  { cursor, limit, looks }: AdminAuditQuery,
): Promise<Page<AdminAuditEntry>> {
  const before = readEntryCursor(cursor);
  const { rows } = await sql<AuditRow>`
    select * from talky.admin_audit(${by}::uuid, ${looks === "true"}, ${before}::bigint, ${limit + 1}::integer)`.execute(
    db,
  );
  const shown = rows.slice(0, limit);
  return {
    items: shown.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      operator_email: row.operator_email,
      action: row.action,
      business: row.tenant_id === null ? null : { id: row.tenant_id, name: row.business_name ?? "" },
      reason: row.reason,
    })),
    next_cursor: rows.length > limit ? String(shown.at(-1)?.id) : null,
  };
}

function readEntryCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const id = /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (Number.isSafeInteger(id)) return id;
  const message = "Use the next_cursor of the page before.";
  throw new AppError("invalid", { publicMessage: message, fields: [{ path: "cursor", message }] });
}
