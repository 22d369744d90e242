import { type RawBuilder, sql } from "kysely";
import { after, type Keyset, microTime, readCursor, toPage } from "./keyset.ts";
import type { Db } from "./db.ts";
import {
  countSearched,
  leadIsAmongMatches,
  leadMatches,
  type LeadScope,
  leadsInScope,
} from "./lead-filter.ts";
import {
  type Contact,
  type ContactFilter,
  type ContactPage,
  type ContactQuery,
  MAX_COUNTED_CONTACTS,
} from "#lib/domain/api/contact";
import type { LeadStatus } from "#lib/domain/statuses";

/** So many of the newest leads are looked at one by one, before the indexes are asked for those that match. */
const NEAR = 2000;

function contactsOf(db: Db, scope: LeadScope) {
  return db
    .selectFrom("leads as l")
    .where(leadsInScope(scope))
    .selectAll("l")
    .select((eb) => [
      microTime("l.created_at").as("cursor_at"),
      eb
        .selectFrom("campaigns as c")
        .select("c.name")
        .whereRef("c.id", "=", "l.campaign_id")
        .as("campaign_name"),
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
      sql<boolean>`exists (select from talky.dnc_entries d where d.tenant_id = l.tenant_id
        and d.phone_number = l.phone_number and (d.campaign_id is null or d.campaign_id = l.campaign_id))
        or talky.is_erased(l.tenant_id, l.phone_number)`.as("do_not_call"),
      eb
        .selectFrom("clients as o")
        .select(sql<Contact["client"]>`json_build_object('id', o.id, 'name', o.name)`.as("client"))
        .whereRef("o.tenant_id", "=", "l.tenant_id")
        .whereRef("o.phone_number", "=", "l.phone_number")
        .where("o.archived_at", "is", null)
        .as("client"),
    ]);
}

type ContactRow = Awaited<ReturnType<ReturnType<typeof contactsOf>["executeTakeFirstOrThrow"]>>;

const isoTime = (text: string): string => new Date(text).toISOString();

function toContact(row: ContactRow): Contact {
  const { job, last_call } = row;
  return {
    id: row.id,
    campaign_id: row.campaign_id,
    campaign_name: row.campaign_name ?? "",
    phone_number: row.phone_number,
    first_name: row.first_name,
    last_name: row.last_name,
    email: row.email,
    timezone: row.timezone,
    country: row.country,
    phone_type: row.phone_type,
    phone_time_zones: row.phone_time_zones,
    priority: row.priority,
    is_high_value: row.is_high_value,
    tags: row.tags,
    custom_fields: row.custom_fields as Record<string, unknown>,
    status: row.status as LeadStatus,
    import_id: row.import_id,
    job: job ? { ...job, next_attempt_at: job.next_attempt_at ? isoTime(job.next_attempt_at) : null } : null,
    last_call: last_call ? { ...last_call, requested_at: isoTime(last_call.requested_at) } : null,
    do_not_call: row.do_not_call,
    client: row.client,
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
  const row = await contactsOf(db, { tenantId, campaignId }).where("l.id", "=", id).executeTakeFirst();
  return row ? toContact(row) : null;
}

/** Newest first. */
export async function listContacts(db: Db, scope: LeadScope, query: ContactQuery): Promise<ContactPage> {
  const keyset = readCursor(query.cursor);
  const { limit, cursor: _, ...filter } = query;
  const { ids, total } = await listLeadIds(db, scope, filter, { keyset, limit: limit + 1 });
  const rows =
    ids.length === 0
      ? []
      : await contactsOf(db, scope)
          .where("l.id", "in", ids)
          .orderBy("l.created_at", "desc")
          .orderBy("l.id", "desc")
          .execute();
  if (keyset) return toPage(rows, limit, toContact, null);
  const { count, isCapped } = total === null ? await countLeads(db, scope, filter) : capped(total);
  return { ...toPage(rows, limit, toContact, count), ...(isCapped ? { total_is_capped: true } : {}) };
}

const hasFilter = (filter: ContactFilter): boolean => Object.values(filter).some(Boolean);

const newest = (condition: RawBuilder<boolean>, most: number): RawBuilder<unknown> =>
  sql`select l.* from talky.leads l where ${condition} order by l.created_at desc, l.id desc limit ${sql.lit(most)}`;

/** The ids of the newest leads behind `keyset` that match, and how many there are where that came to light on the way. */
export async function listLeadIds(
  db: Db,
  scope: LeadScope,
  filter: ContactFilter,
  { keyset, limit }: { keyset: Keyset | null; limit: number },
): Promise<{ ids: string[]; total: number | null }> {
  const place = keyset ? after("l.created_at", "l.id", keyset, "desc") : sql<boolean>`true`;
  const inScope = sql<boolean>`${leadsInScope(scope)} and ${place}`;
  if (!hasFilter(filter)) {
    const { rows } = await sql<{
      id: string;
    }>`select id from (${newest(inScope, limit)}) found`.execute(db);
    return { ids: rows.map(({ id }) => id), total: null };
  }
  // What is frequent is among the newest; then the indexes, which would first collect every match, are not asked.
  const { rows } = await sql<{ id: string; looked: number }>`
    with near as materialized (${newest(inScope, NEAR)})
    select l.id, (select count(*) from near) as looked from near l where ${leadMatches(filter)}
    order by l.created_at desc, l.id desc limit ${sql.lit(limit)}`.execute(db);
  const ids = rows.map(({ id }) => id);
  if (rows.length === limit) return { ids, total: null };
  if ((rows[0]?.looked ?? NEAR) < NEAR) return { ids, total: rows.length };
  const far = await sql<{ id: string; n: number }>`
    with found as materialized (
      select l.id, l.created_at from talky.leads l where ${inScope} and ${leadIsAmongMatches(scope, filter)})
    select id, count(*) over () as n from found order by created_at desc, id desc limit ${sql.lit(limit)}`.execute(
    db,
  );
  return { ids: far.rows.map(({ id }) => id), total: far.rows[0]?.n ?? 0 };
}

/** A campaign's leads are all counted, those of one status too; those that match another filter up to a limit. */
async function countLeads(
  db: Db,
  scope: LeadScope,
  filter: ContactFilter,
): Promise<{ count: number; isCapped: boolean }> {
  if (scope.campaignId !== null && !hasFilter(filter)) {
    const kept = await db
      .selectFrom("lead_counts")
      .select("leads")
      .where("tenant_id", "=", scope.tenantId)
      .where("campaign_id", "=", scope.campaignId)
      .executeTakeFirst();
    return { count: kept?.leads ?? 0, isCapped: false };
  }
  const { status, ...others } = filter;
  if (scope.campaignId !== null && status && !hasFilter(others)) {
    const { rows } = await sql<{ n: number }>`
      select coalesce(sum(leads), 0)::bigint as n from talky.lead_tallies where tenant_id = ${scope.tenantId}::uuid
        and campaign_id = ${scope.campaignId}::uuid and facet = 'status' and value = ${status}`.execute(db);
    return { count: rows[0]?.n ?? 0, isCapped: false };
  }
  const most = MAX_COUNTED_CONTACTS + 1;
  const counted =
    countSearched(scope, filter, most) ??
    sql<number>`(select count(*) from (select from talky.leads l where ${leadsInScope(scope)}
      and ${leadIsAmongMatches(scope, filter)} limit ${sql.lit(most)}) found)`;
  const { rows } = await sql<{ n: number }>`select ${counted} as n`.execute(db);
  return capped(rows[0]?.n ?? 0);
}

const capped = (count: number): { count: number; isCapped: boolean } =>
  count > MAX_COUNTED_CONTACTS ? { count: MAX_COUNTED_CONTACTS, isCapped: true } : { count, isCapped: false };
