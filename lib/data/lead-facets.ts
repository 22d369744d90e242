import { sql } from "kysely";
import { MAX_COUNTED_CONTACTS } from "#lib/domain/api/contact";
import type { ContactFacets } from "#lib/domain/api/contact-facets";
import { LEAD_STATUSES } from "#lib/domain/statuses";
import type { Db } from "./db.ts";

const MOST_TAGS = 30;
const MOVED = sql.join(
  LEAD_STATUSES.filter((status) => status !== "pending" && status !== "deleted").map((status) =>
    sql.lit(status),
  ),
);

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
    with last_calls as materialized (
      select r.last_result as telephony_result, r.last_disposition as disposition, count(*) as n
      from talky.lead_reach r
      where r.tenant_id = ${tenantId}::uuid and r.campaign_id = ${campaignId}::uuid group by 1, 2
      union all
      select r.last_result, r.last_disposition, -count(*) from talky.leads l join talky.lead_reach r on r.lead_id = l.id
      where l.tenant_id = ${tenantId}::uuid and l.campaign_id = ${campaignId}::uuid and l.status = 'deleted' group by 1, 2
    ), moved as materialized (
      -- Whoever waits is not looked at: most do.
      select status, count(*) as n from talky.leads where tenant_id = ${tenantId}::uuid
        and campaign_id = ${campaignId}::uuid and status in (${MOVED}) group by status
    ), newest as materialized (
      select tags from talky.leads where tenant_id = ${tenantId}::uuid and campaign_id = ${campaignId}::uuid
        and status <> 'deleted' order by created_at desc, id desc limit ${sql.lit(MAX_COUNTED_CONTACTS + 1)}
    ), deleted as materialized (
      select j.reason, count(*) as n from talky.leads l join talky.dialer_jobs j on j.lead_id = l.id
      where l.tenant_id = ${tenantId}::uuid and l.campaign_id = ${campaignId}::uuid and l.status = 'deleted'
        and j.reason is not null group by 1
    )
    select 'status' as facet, status as value, n, false as is_capped from moved
    union all
    select 'status', 'pending', leads - (select coalesce(sum(n), 0)::bigint from moved), false from talky.lead_counts
      where tenant_id = ${tenantId}::uuid and campaign_id = ${campaignId}::uuid
    union all
    select 'reason', r.reason, r.n - coalesce(deleted.n, 0), false from (
      select reason, sum(jobs)::bigint as n from talky.job_tallies where tenant_id = ${tenantId}::uuid
        and campaign_id = ${campaignId}::uuid and reason is not null group by 1) r left join deleted using (reason)
    union all
    select 'disposition', disposition, sum(n)::bigint, false from last_calls where disposition is not null group by 2
    union all
    select 'telephony_result', telephony_result, sum(n)::bigint, false from last_calls
      where telephony_result is not null group by 2
    union all
    (select 'tag', tag, count(*), (select count(*) from newest) > ${sql.lit(MAX_COUNTED_CONTACTS)}
      from newest, unnest(tags) as tag group by 2 order by 3 desc, 2 limit ${sql.lit(MOST_TAGS)})`.execute(
    db,
  );
  const of = (facet: Counted["facet"]): Record<string, number> =>
    Object.fromEntries(
      rows.filter((row) => row.facet === facet && row.n > 0).map((row) => [row.value, row.n]),
    );
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
