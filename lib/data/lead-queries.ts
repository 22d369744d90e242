import { sql } from "kysely";
import { after, microTime, readCursor, toPage } from "./keyset.ts";
import type { Db } from "./db.ts";
import type { Contact, ContactQuery } from "#lib/domain/api/contact";
import type { Page } from "#lib/domain/api/page";
import type { LeadStatus } from "#lib/domain/statuses";

function leadsOf(db: Db, tenantId: string, campaignId: string) {
  return db
    .selectFrom("leads as l")
    .where("l.tenant_id", "=", tenantId)
    .where("l.campaign_id", "=", campaignId)
    .where("l.status", "<>", "deleted");
}

function contactsOf(db: Db, tenantId: string, campaignId: string) {
  return leadsOf(db, tenantId, campaignId)
    .selectAll("l")
    .select((eb) => [
      microTime("l.created_at").as("cursor_at"),
      eb
        .selectFrom("dialer_jobs as j")
        .select(
          sql<Contact["job"]>`json_build_object('id', j.id, 'status', j.status, 'reason', j.reason,
            'next_attempt_at', j.next_attempt_at, 'attempts', j.attempts)`.as("job"),
        )
        .whereRef("j.lead_id", "=", "l.id")
        .as("job"),
      eb
        .selectFrom("calls as k")
        .select(
          sql<Contact["last_call"]>`json_build_object('id', k.id, 'telephony_result', k.telephony_result,
            'disposition', k.disposition, 'requested_at', k.requested_at)`.as("last_call"),
        )
        .whereRef("k.lead_id", "=", "l.id")
        .orderBy("k.requested_at", "desc")
        .limit(1)
        .as("last_call"),
    ]);
}

type ContactRow = Awaited<ReturnType<ReturnType<typeof contactsOf>["executeTakeFirstOrThrow"]>>;

const isoTime = (text: string): string => new Date(text).toISOString();

function toContact(row: ContactRow): Contact {
  const { job, last_call } = row;
  return {
    id: row.id,
    campaign_id: row.campaign_id,
    phone_number: row.phone_number,
    first_name: row.first_name,
    last_name: row.last_name,
    email: row.email,
    timezone: row.timezone,
    priority: row.priority,
    is_high_value: row.is_high_value,
    tags: row.tags,
    custom_fields: row.custom_fields as Record<string, unknown>,
    status: row.status as LeadStatus,
    import_id: row.import_id,
    job: job ? { ...job, next_attempt_at: job.next_attempt_at ? isoTime(job.next_attempt_at) : null } : null,
    last_call: last_call ? { ...last_call, requested_at: isoTime(last_call.requested_at) } : null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** null: the campaign has no such lead, or it was deleted. */
export async function findContact(
  db: Db,
  tenantId: string,
  campaignId: string,
  id: string,
): Promise<Contact | null> {
  const row = await contactsOf(db, tenantId, campaignId).where("l.id", "=", id).executeTakeFirst();
  return row ? toContact(row) : null;
}

/** Part of a name, an address or a number, whatever its case; `%` and `_` mean themselves. */
function matches(search: string) {
  const pattern = `%${search.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const digits = search.replaceAll(/\D/g, "");
  const number = digits.length >= 3 ? sql`or l.phone_number like ${`%${digits}%`}` : sql``;
  return sql<boolean>`(concat_ws(' ', l.first_name, l.last_name) ilike ${pattern} or l.email ilike ${pattern} ${number})`;
}

/** Newest first. */
export async function listContacts(
  db: Db,
  tenantId: string,
  campaignId: string,
  query: ContactQuery,
): Promise<Page<Contact>> {
  const keyset = readCursor(query.cursor);
  const { search, status } = query;
  const rows = await contactsOf(db, tenantId, campaignId)
    .$if(Boolean(search), (qb) => qb.where(matches(search ?? "")))
    .$if(status !== undefined, (qb) => qb.where("l.status", "=", status ?? ""))
    .$if(keyset !== null, (qb) => (keyset ? qb.where(after("l.created_at", "l.id", keyset, "desc")) : qb))
    .orderBy("l.created_at", "desc")
    .orderBy("l.id", "desc")
    .limit(query.limit + 1)
    .execute();
  const total = keyset
    ? null
    : (
        await leadsOf(db, tenantId, campaignId)
          .$if(Boolean(search), (qb) => qb.where(matches(search ?? "")))
          .$if(status !== undefined, (qb) => qb.where("l.status", "=", status ?? ""))
          .select((eb) => eb.fn.countAll<number>().as("n"))
          .executeTakeFirstOrThrow()
      ).n;
  return toPage(rows, query.limit, toContact, total);
}
