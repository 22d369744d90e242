import type { Member, MemberRemoval } from "#lib/domain/api/member";
import type { UserRole } from "#lib/domain/statuses";
import { sql } from "kysely";
import type { Db } from "./db.ts";
import { isoOrNull } from "./keyset.ts";

function membersOf(db: Db, tenantId: string) {
  return db
    .selectFrom("user_profiles as p")
    .select(["p.id", "p.name", "p.email", "p.role", "p.last_seen_at", "p.created_at"])
    .select((eb) =>
      eb
        .selectFrom("api_keys as k")
        .select((k) => k.fn.countAll<number>().as("n"))
        .whereRef("k.created_by", "=", "p.id")
        .where("k.tenant_id", "=", tenantId)
        .where("k.revoked_at", "is", null)
        .as("api_keys"),
    )
    .where("p.tenant_id", "=", tenantId);
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof membersOf>["executeTakeFirstOrThrow"]>>;

const toMember = ({ created_at, last_seen_at, role, api_keys, ...row }: MemberRow): Member => ({
  ...row,
  role: role as UserRole,
  api_keys: api_keys ?? 0,
  last_seen_at: isoOrNull(last_seen_at),
  joined_at: created_at.toISOString(),
});

/** Owners first, then admins, each by name. */
export async function listMembers(db: Db, tenantId: string): Promise<Member[]> {
  const rows = await membersOf(db, tenantId)
    .orderBy(sql`array_position(array['owner', 'admin', 'user'], p.role)`)
    .orderBy(sql`lower(p.name)`)
    .orderBy("p.id")
    .execute();
  return rows.map(toMember);
}

/** null: nobody of this tenant. */
export async function findMember(db: Db, tenantId: string, id: string): Promise<Member | null> {
  const row = await membersOf(db, tenantId).where("p.id", "=", id).executeTakeFirst();
  return row ? toMember(row) : null;
}

/** false: nobody of this tenant, or the policies say no. The database refuses what the table of roles does not allow. */
export async function setRole(db: Db, tenantId: string, id: string, role: UserRole): Promise<boolean> {
  const result = await db
    .updateTable("user_profiles")
    .set({ role })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function setName(db: Db, tenantId: string, id: string, name: string): Promise<void> {
  await db
    .updateTable("user_profiles")
    .set({ name })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .execute();
}

/** Takes somebody out, with or without the keys that they made. false: nobody of this tenant. */
export async function removeMember(
  db: Db,
  tenantId: string,
  id: string,
  apiKeys: MemberRemoval["api_keys"],
): Promise<boolean> {
  if (apiKeys === "revoke") await revokeKeysOf(db, tenantId, id);
  const result = await db
    .deleteFrom("user_profiles")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

async function revokeKeysOf(db: Db, tenantId: string, userId: string): Promise<void> {
  await db
    .updateTable("api_keys")
    .set({ revoked_at: sql`now()` })
    .where("tenant_id", "=", tenantId)
    .where("created_by", "=", userId)
    .where("revoked_at", "is", null)
    .execute();
}

/** What the database says where a business would be left without an owner. */
export function leavesNoOwner(error: unknown): boolean {
  return (error as { constraint?: string }).constraint === "user_profiles_keep_an_owner";
}

/** What the database says where the caller's role may not change that member. */
export function isRefusedByRole(error: unknown): boolean {
  return (error as { code?: string }).code === "42501";
}
