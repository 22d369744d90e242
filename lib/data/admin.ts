import { type RawBuilder, sql } from "kysely";
import type {
  AdminCall,
  AdminCallQuery,
  AdminHealth,
  AdminSearchQuery,
  AdminTenant,
  AdminUser,
} from "#lib/domain/api/admin";
import type { Page, PageQuery } from "#lib/domain/api/page";
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

/** null: this user is no operator. */
export async function adminHealth(db: Db, by: string): Promise<AdminHealth | null> {
  const { rows } = await sql<{ health: AdminHealth | null }>`
    select talky.admin_health(${by}::uuid) as health`.execute(db);
  return rows[0]?.health ?? null;
}
