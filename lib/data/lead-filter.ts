import { type RawBuilder, sql } from "kysely";
import type { ContactFilter } from "#lib/domain/api/contact";
import { numberOfClient } from "./clients.ts";
import { searchPatterns } from "./search-patterns.ts";

/** Which leads a list is of: a campaign's, or all of the tenant's campaigns that are there. */
export interface LeadScope {
  tenantId: string;
  campaignId: string | null;
}

const and = (conditions: RawBuilder<unknown>[]): RawBuilder<boolean> =>
  conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` and `)})`;

export function leadsInScope({ tenantId, campaignId }: LeadScope): RawBuilder<boolean> {
  return and([
    sql`l.tenant_id = ${tenantId}::uuid`,
    sql`l.status <> 'deleted'`,
    campaignId === null
      ? sql`exists (select from talky.campaigns c where c.id = l.campaign_id and c.deleted_at is null and not c.is_single_call)`
      : sql`l.campaign_id = ${campaignId}::uuid`,
  ]);
}

/** The filter, asked of a lead `l` at hand. */
export function leadMatches(filter: ContactFilter): RawBuilder<boolean> {
  return and([
    ...searchPatterns(filter.search).map((pattern) => sql`l.search_text like ${pattern}`),
    ...(filter.tag ? [sql`l.tags @> array[${filter.tag}]::text[]`] : []),
    ...indexed(filter),
  ]);
}

/** The same, by way of the indexes: for what is rare. */
export function leadIsAmongMatches(scope: LeadScope, filter: ContactFilter): RawBuilder<boolean> {
  const searched = searchOf(scope, filter);
  return and([
    ...(searched ? [sql`l.id in (select talky.search_leads(${searched}))`] : []),
    ...indexed(filter),
  ]);
}

/** How many match a filter that only searches, counted up to `most`; null: it asks for more than that. */
export function countSearched(
  scope: LeadScope,
  filter: ContactFilter,
  most: number,
): RawBuilder<number> | null {
  const searched = indexed(filter).length > 0 ? null : searchOf(scope, filter);
  return searched && sql<number>`talky.count_found_leads(${searched}, ${most}::integer)`;
}

/** As the database's functions take it; null: nothing is searched for. */
function searchOf({ campaignId }: LeadScope, { search, tag }: ContactFilter): RawBuilder<unknown> | null {
  const patterns = searchPatterns(search);
  if (patterns.length === 0 && !tag) return null;
  return sql`${campaignId}::uuid, ${patterns}::text[], ${tag || null}::text`;
}

function indexed({ status, reason, disposition, telephony_result: result, client_id }: ContactFilter) {
  const conditions: RawBuilder<unknown>[] = [];
  if (client_id !== undefined) conditions.push(sql`l.phone_number = ${numberOfClient(client_id)}`);
  if (status !== undefined) conditions.push(sql`l.status = ${status}`);
  if (reason !== undefined) {
    conditions.push(sql`exists (select from talky.dialer_jobs j
      where j.campaign_id = l.campaign_id and j.lead_id = l.id and j.reason = ${reason})`);
  }
  const last = [
    ...(disposition === undefined ? [] : [sql`k.disposition = ${disposition}`]),
    ...(result === undefined ? [] : [sql`k.telephony_result = ${result}`]),
  ];
  if (last.length > 0) {
    conditions.push(sql`exists (select from talky.calls k
      where k.campaign_id = l.campaign_id and k.lead_id = l.id and ${and(last)}
      and not exists (select from talky.calls n where n.job_id = k.job_id and n.attempt > k.attempt))`);
  }
  return conditions;
}
