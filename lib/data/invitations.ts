import { sql } from "kysely";
import {
  type Invitation,
  INVITATION_DAYS,
  type InvitationInput,
  type OfferedInvitation,
} from "#lib/domain/api/invitation";
import type { Page, PageQuery } from "#lib/domain/api/page";
import type { Db } from "./db.ts";
import { after, microTime, readCursor, toPage } from "./keyset.ts";
import type { INVITED_ROLES } from "#lib/domain/choices";

type InvitedRole = (typeof INVITED_ROLES)[number];

const untilThen = sql<Date>`now() + make_interval(days => ${INVITATION_DAYS})`;

/** Those that nobody has accepted or withdrawn. */
function openOf(db: Db, tenantId: string) {
  return db
    .selectFrom("invitations as i")
    .leftJoin("user_profiles as p", "p.id", "i.invited_by")
    .select([
      "i.id",
      "i.email",
      "i.role",
      "i.created_at",
      "i.sent_at",
      "i.expires_at",
      "p.name as invited_by",
    ])
    .select([microTime("i.created_at").as("cursor_at"), sql<boolean>`i.expires_at <= now()`.as("is_expired")])
    .where("i.tenant_id", "=", tenantId)
    .where("i.accepted_at", "is", null)
    .where("i.withdrawn_at", "is", null);
}

type InvitationRow = Awaited<ReturnType<ReturnType<typeof openOf>["executeTakeFirstOrThrow"]>>;

const toInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role as InvitedRole,
  invited_by: row.invited_by,
  created_at: row.created_at.toISOString(),
  sent_at: row.sent_at.toISOString(),
  expires_at: row.expires_at.toISOString(),
  is_expired: row.is_expired,
});

/** Newest first. */
export async function listInvitations(db: Db, tenantId: string, query: PageQuery): Promise<Page<Invitation>> {
  const keyset = readCursor(query.cursor);
  const rows = await openOf(db, tenantId)
    .$if(keyset !== null, (qb) => (keyset ? qb.where(after("i.created_at", "i.id", keyset, "desc")) : qb))
    .orderBy("i.created_at", "desc")
    .orderBy("i.id", "desc")
    .limit(query.limit + 1)
    .execute();
  return toPage(rows, query.limit, toInvitation, null);
}

/** null: this tenant has none that is open. */
export async function findInvitation(db: Db, tenantId: string, id: string): Promise<Invitation | null> {
  const row = await openOf(db, tenantId).where("i.id", "=", id).executeTakeFirst();
  return row ? toInvitation(row) : null;
}

/** null: this address has an open invitation, or belongs to a member. One whose time is over is made anew. */
export async function insertInvitation(
  db: Db,
  tenantId: string,
  invitedBy: string,
  { email, role }: InvitationInput,
  tokenHash: string,
): Promise<string | null> {
  const isMember = await db
    .selectFrom("user_profiles")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where(sql`lower(email)`, "=", email)
    .executeTakeFirst();
  if (isMember) return null;
  await db
    .updateTable("invitations")
    .set({ withdrawn_at: sql`now()` })
    .where("tenant_id", "=", tenantId)
    .where("email", "=", email)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("expires_at", "<=", sql<Date>`now()`)
    .execute();
  const row = await db
    .insertInto("invitations")
    .values({
      tenant_id: tenantId,
      email,
      role,
      token_hash: tokenHash,
      invited_by: invitedBy,
      expires_at: untilThen,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

/** A new token and more time; the former link opens nothing any more. false: it is not open. */
export async function renewInvitation(
  db: Db,
  tenantId: string,
  id: string,
  invitedBy: string,
  tokenHash: string,
): Promise<boolean> {
  const result = await db
    .updateTable("invitations")
    .set({ token_hash: tokenHash, invited_by: invitedBy, sent_at: sql`now()`, expires_at: untilThen })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** false: it is not open. */
export async function withdrawInvitation(db: Db, tenantId: string, id: string): Promise<boolean> {
  const result = await db
    .updateTable("invitations")
    .set({ withdrawn_at: sql`now()` })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** What a link is for; null: there was never such a one. May be asked before anybody's request is known. */
export async function invitationOf(db: Db, tokenHash: string): Promise<OfferedInvitation | null> {
  const { rows } = await sql<Omit<OfferedInvitation, "expires_at"> & { expires_at: Date }>`
    select * from talky.invitation_of(${tokenHash})`.execute(db);
  const [row] = rows;
  return row ? { ...row, expires_at: row.expires_at.toISOString() } : null;
}

export type Acceptance = "joined" | "gone" | "other_address" | "owner_elsewhere" | "member_already";

/** Of two who accept the same one, one is told `joined`. */
export async function acceptInvitation(
  db: Db,
  tokenHash: string,
  userId: string,
  name: string | null,
): Promise<Acceptance> {
  const { rows } = await sql<{ outcome: Acceptance }>`
    select talky.accept_invitation(${tokenHash}, ${userId}::uuid, ${name}) as outcome`.execute(db);
  return rows[0]?.outcome ?? "gone";
}
