import { sql } from "kysely";
import { MAX_COUNTED_CONTACTS } from "#lib/domain/api/contact";
import type { ContactFacets } from "#lib/domain/api/contact-facets";
import type { Db } from "./db.ts";

const MOST_TAGS = 30;
interface Counted {
  facet: "status" | "reason" | "disposition" | "telephony_result" | "tag";
  value: string;
  n: number;
  /** A tag: there are older leads that were not looked at. */
  is_capped: boolean;
}

/** How many of a campaign's leads have each value. */
export async function leadFacets(db: Db, tenantId: string, campaignId: string): Promise<ContactFacets> {
  const { rows } = await sql<Counted>`
    with tallied as materialized (
      select facet, value, sum(leads)::bigint as n from talky.lead_tallies
      where tenant_id = ${tenantId}::uuid and campaign_id = ${campaignId}::uuid group by 1, 2
    ), deleted_calls as materialized (
      select r.last_result as telephony_result, r.last_disposition as disposition, count(*) as n
      from talky.leads l join talky.lead_reach r on r.lead_id = l.id
      where l.tenant_id = ${tenantId}::uuid and l.campaign_id = ${campaignId}::uuid and l.status = 'deleted' group by 1, 2
    ), newest as materialized (
      select tags from talky.leads where tenant_id = ${tenantId}::uuid and campaign_id = ${campaignId}::uuid
        and status <> 'deleted' order by created_at desc, id desc limit ${sql.lit(MAX_COUNTED_CONTACTS + 1)}
    ), deleted as materialized (
      select j.reason, count(*) as n from talky.leads l join talky.dialer_jobs j on j.lead_id = l.id
      where l.tenant_id = ${tenantId}::uuid and l.campaign_id = ${campaignId}::uuid and l.status = 'deleted'
        and j.reason is not null group by 1
    )
    select facet, value, n, false as is_capped from tallied where value <> 'deleted'
    union all
    select 'telephony_result', telephony_result, -sum(n)::bigint, false from deleted_calls
      where telephony_result is not null group by 2
    union all
    select 'disposition', disposition, -sum(n)::bigint, false from deleted_calls where disposition is not null group by 2
    union all
    select 'reason', r.reason, r.n - coalesce(deleted.n, 0), false from (
      select reason, sum(jobs)::bigint as n from talky.job_tallies where tenant_id = ${tenantId}::uuid
        and campaign_id = ${campaignId}::uuid and reason is not null group by 1) r left join deleted using (reason)
    union all
    (select 'tag', tag, count(*), (select count(*) from newest) > ${sql.lit(MAX_COUNTED_CONTACTS)}
      from newest, unnest(tags) as tag group by 2 order by 3 desc, 2 limit ${sql.lit(MOST_TAGS)})`.execute(
    db,
  );
  const of = (facet: Counted["facet"]): Record<string, number> => {
    const counts = new Map<string, number>();
    for (const row of rows)
      if (row.facet === facet) counts.set(row.value, (counts.get(row.value) ?? 0) + row.n);
    return Object.fromEntries([...counts].filter(([, n]) => n > 0));
  };
  return {
    status: of("status"),
    telephony_result: of("telephony_result"),
    disposition: of("disposition"),
    reason: of("reason"),
    tags: rows
      .filter((row) => row.facet === "tag")
      .map(({ value, n, is_capped }) => ({ value, count: n, is_capped })),
  };
}
