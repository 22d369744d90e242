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

/** The same, by way of the indexes: for what is rare. `most`: whoever counts looks at no more than so many. */
export function leadIsAmongMatches(
  scope: LeadScope,
  filter: ContactFilter,
  most: number | null = null,
): RawBuilder<boolean> {
  const patterns = searchPatterns(filter.search);
  const isSearched = patterns.length > 0 || Boolean(filter.tag);
  const others = indexed(filter);
  // Of those that are found some may fail another condition: then all have to be looked at.
  const enough = others.length === 0 ? most : null;
  return and([
    ...(isSearched
      ? [
          sql`l.id in (select talky.search_leads(${scope.campaignId}::uuid, ${patterns}::text[], ${filter.tag || null}::text, ${enough}::integer))`,
        ]
      : []),
    ...others,
  ]);
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
