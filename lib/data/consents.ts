import { sql } from "kysely";
import type { Consent, ConsentInput, ConsentKind, ConsentSource } from "#lib/domain/api/consent";
import type { Purpose } from "#lib/domain/statuses";
import type { Db } from "./db.ts";
import { isoOrNull } from "./keyset.ts";

/** A number has a handful at most. */
const MOST = 200;

function consentsOf(db: Db, tenantId: string) {
  return db.selectFrom("consents").selectAll().where("tenant_id", "=", tenantId);
}

type ConsentRow = Awaited<ReturnType<ReturnType<typeof consentsOf>["executeTakeFirstOrThrow"]>>;

const toConsent = (row: ConsentRow): Consent => ({
  id: row.id,
  phone_number: row.phone_number,
  kind: row.kind as ConsentKind,
  purpose: row.purpose as Purpose,
  text: row.text,
  source: row.source as ConsentSource,
  given_at: row.given_at.toISOString(),
  evidence: row.evidence as Record<string, unknown>,
  revoked_at: isoOrNull(row.revoked_at),
  created_at: row.created_at.toISOString(),
});

/** Everything that was ever recorded of a number, newest first. */
export async function listConsents(db: Db, tenantId: string, phoneNumber: string): Promise<Consent[]> {
  const rows = await consentsOf(db, tenantId)
    .where("phone_number", "=", phoneNumber)
    .orderBy("given_at", "desc")
    .orderBy("id", "desc")
    .limit(MOST)
    .execute();
  return rows.map(toConsent);
}

interface NewConsent extends Omit<ConsentInput, "given_at"> {
  tenantId: string;
  leadId: string;
  phoneNumber: string;
  givenAt: Date;
  createdBy: string;
}

export async function insertConsent(db: Db, consent: NewConsent): Promise<Consent> {
  const row = await db
    .insertInto("consents")
    .values({
      tenant_id: consent.tenantId,
      lead_id: consent.leadId,
      phone_number: consent.phoneNumber,
      kind: consent.kind,
      purpose: consent.purpose,
      text: consent.text,
      source: consent.source,
      given_at: consent.givenAt,
      evidence: JSON.stringify(consent.evidence),
      created_by: consent.createdBy,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toConsent(row);
}

/** The consent, revoked now or (not `isNew`) before; null: this tenant has none such. */
export async function revokeConsent(
  db: Db,
  tenantId: string,
  id: string,
  at: Date,
): Promise<{ consent: Consent; isNew: boolean } | null> {
  const revoked = await db
    .updateTable("consents")
    .set({ revoked_at: sql`greatest(${at}::timestamptz, given_at)` })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  if (revoked) return { consent: toConsent(revoked), isNew: true };
  const before = await consentsOf(db, tenantId).where("id", "=", id).executeTakeFirst();
  return before ? { consent: toConsent(before), isNew: false } : null;
}
