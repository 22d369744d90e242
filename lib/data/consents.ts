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

export interface ImportedConsents {
  tenantId: string;
  importId: string;
  kind: ConsentKind;
  /** null: the campaign's. */
  purpose: Purpose | null;
  text: string;
  /** Whose it is, from which row of the file, and since when; not `isDated`: the file does not say since when. */
  of: { leadId: string; phoneNumber: string; row: number; givenAt: Date; isDated: boolean }[];
}

/** One statement for a batch of a file's rows; the file and the row are the evidence. */
export async function insertImportedConsents(db: Db, consents: ImportedConsents): Promise<void> {
  const rows = JSON.stringify(
    consents.of.map(({ leadId, phoneNumber, row, givenAt, isDated }) => ({
      lead_id: leadId,
      phone_number: phoneNumber,
      row,
      given_at: givenAt,
      is_dated: isDated,
    })),
  );
  await sql`
    insert into talky.consents (tenant_id, phone_number, lead_id, kind, purpose, text, source, given_at,
      is_dated, evidence, created_by)
    select i.tenant_id, r.phone_number, r.lead_id, ${consents.kind}, coalesce(${consents.purpose}::text, c.purpose),
      ${consents.text}, 'import', r.given_at, r.is_dated,
      jsonb_build_object('file', i.file_name, 'row', r.row, 'import_id', i.id),
      case when exists (select from talky.user_profiles p where p.id = i.created_by) then 'user:' else 'api_key:' end
        || i.created_by
    from talky.imports i join talky.campaigns c on c.id = i.campaign_id and c.tenant_id = i.tenant_id
      cross join jsonb_to_recordset(${rows}::jsonb)
        as r(lead_id uuid, phone_number text, row int, given_at timestamptz, is_dated boolean)
    where i.id = ${consents.importId}::uuid and i.tenant_id = ${consents.tenantId}::uuid`.execute(db);
}

/** Takes back what an import had recorded; of the people's own will that says nothing. */
export async function revokeImportedConsents(db: Db, tenantId: string, importId: string): Promise<void> {
  await sql`
    update talky.consents s set revoked_at = greatest(now(), s.given_at), revocation = 'undo'
    from (select l.id from talky.leads l where l.tenant_id = ${tenantId}::uuid and l.import_id = ${importId}::uuid
      union select u.lead_id from talky.import_updates u
      where u.tenant_id = ${tenantId}::uuid and u.import_id = ${importId}::uuid) t
    where s.tenant_id = ${tenantId}::uuid and s.lead_id = t.id and s.revoked_at is null
      and s.evidence ->> 'import_id' = ${importId}`.execute(db);
}

/** When the person behind each number last took back what they had agreed to for this purpose. */
export async function revocationsOf(
  db: Db,
  tenantId: string,
  purpose: Purpose,
  phoneNumbers: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql<{ phone_number: string; at: Date }>`
    select phone_number, max(revoked_at) as at from talky.consents
    where tenant_id = ${tenantId}::uuid and purpose = ${purpose} and phone_number = any(${phoneNumbers}::text[])
      and revoked_at is not null and revocation = 'person'
    group by phone_number`.execute(db);
  return new Map(rows.map(({ phone_number, at }) => [phone_number, at]));
}

/**
 * Takes back the consent, and whatever else its number has agreed to for its purpose so far: whoever says no means all of
 * it. Not `isNew`: it had been taken back before. null: this tenant has none such.
 */
export async function revokeConsent(
  db: Db,
  tenantId: string,
  id: string,
  at: Date,
): Promise<{ consent: Consent; isNew: boolean } | null> {
  // The insert's trigger holds it shared: it either sees this revocation or is seen by it.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`consents ${tenantId}`}, 0))`.execute(db);
  const revoked = await sql<ConsentRow>`
    update talky.consents s set revoked_at = greatest(${at}::timestamptz, s.given_at), revocation = 'person'
    from talky.consents asked
    where asked.tenant_id = ${tenantId}::uuid and asked.id = ${id}::uuid
      and (asked.revoked_at is null or asked.revocation <> 'person')
      and s.tenant_id = asked.tenant_id and s.phone_number = asked.phone_number and s.purpose = asked.purpose
      and (s.id = asked.id or s.revoked_at is null)
    returning s.*`.execute(db);
  const own = revoked.rows.find((row) => row.id === id);
  if (own) return { consent: toConsent(own), isNew: true };
  const before = await consentsOf(db, tenantId).where("id", "=", id).executeTakeFirst();
  return before ? { consent: toConsent(before), isNew: false } : null;
}
