import { sql } from "kysely";
import type { ApiKey, ApiKeyInput, ApiScope } from "#lib/domain/api/api-key";
import type { Page, PageQuery } from "#lib/domain/api/page";
import type { UserRole } from "#lib/domain/statuses";
import type { Db } from "./db.ts";
import { after, isoOrNull, microTime, readCursor, toPage } from "./keyset.ts";

/** Whose a key is, and what it may do. */
export interface UsedKey {
  id: string;
  name: string;
  role: UserRole;
  scopes: ApiScope[];
  tenantId: string;
  businessName: string;
}

/** null: there is no such key, or it was revoked. May be asked before anybody's request is known (a named function). */
export async function useApiKey(db: Db, hash: string): Promise<UsedKey | null> {
  const { rows } = await sql<{
    id: string;
    name: string;
    role: UserRole;
    scopes: ApiScope[];
    tenant_id: string;
    business_name: string;
  }>`select * from talky.use_api_key(${hash})`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { id, name, role, scopes, tenant_id: tenantId, business_name: businessName } = row;
  return { id, name, role, scopes, tenantId, businessName };
}

function apiKeysOf(db: Db, tenantId: string) {
  return db
    .selectFrom("api_keys as k")
    .leftJoin("user_profiles as p", "p.id", "k.created_by")
    .select([
      "k.id",
      "k.name",
      "k.prefix",
      "k.scopes",
      "k.role",
      "k.created_at",
      "k.last_used_at",
      "k.revoked_at",
    ])
    .select(["p.name as created_by", microTime("k.created_at").as("cursor_at")])
    .where("k.tenant_id", "=", tenantId);
}

type ApiKeyRow = Awaited<ReturnType<ReturnType<typeof apiKeysOf>["executeTakeFirstOrThrow"]>>;

const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes as ApiScope[],
  role: row.role as ApiKey["role"],
  created_by: row.created_by || null,
  created_at: row.created_at.toISOString(),
  last_used_at: isoOrNull(row.last_used_at),
  revoked_at: isoOrNull(row.revoked_at),
});

/** null: this tenant has no such key. */
export async function findApiKey(db: Db, tenantId: string, id: string): Promise<ApiKey | null> {
  const row = await apiKeysOf(db, tenantId).where("k.id", "=", id).executeTakeFirst();
  return row ? toApiKey(row) : null;
}

/** Newest first, the revoked ones too. */
export async function listApiKeys(db: Db, tenantId: string, query: PageQuery): Promise<Page<ApiKey>> {
  const keyset = readCursor(query.cursor);
  const rows = await apiKeysOf(db, tenantId)
    .$if(keyset !== null, (qb) => (keyset ? qb.where(after("k.created_at", "k.id", keyset, "desc")) : qb))
    .orderBy("k.created_at", "desc")
    .orderBy("k.id", "desc")
    .limit(query.limit + 1)
    .execute();
  return toPage(rows, query.limit, toApiKey, null);
}

export async function insertApiKey(
  db: Db,
  tenantId: string,
  createdBy: string,
  { name, scopes, role, prefix, hash }: ApiKeyInput & { prefix: string; hash: string },
): Promise<string> {
  const row = await db
    .insertInto("api_keys")
    .values({ tenant_id: tenantId, created_by: createdBy, name, scopes, role, prefix, hash })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** False: there is none, or it was revoked before. */
export async function revokeApiKey(db: Db, tenantId: string, id: string): Promise<boolean> {
  const result = await db
    .updateTable("api_keys")
    .set({ revoked_at: sql`now()` })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
