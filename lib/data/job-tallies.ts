import { sql } from "kysely";
import type { Db } from "./db.ts";

/** So few rows of a campaign are as quick to read as one. */
const FEW_ROWS = 100;
/** Of the newest rows: a campaign that has many is among them. */
const LOOKED_AT = 10_000;
const CAMPAIGNS_AT_ONCE = 50;

/** Puts the rows of each campaign that has many together; what they come to is the same to whoever reads meanwhile. */
export async function foldJobTallies(db: Db): Promise<void> {
  const { rows } = await sql<{ campaign_id: string }>`
    select campaign_id from talky.job_tallies
    where id > (select max(id) from talky.job_tallies) - ${sql.lit(LOOKED_AT)} group by 1 having count(*) > ${sql.lit(FEW_ROWS)}
    limit ${sql.lit(CAMPAIGNS_AT_ONCE)}`.execute(db);
  for (const { campaign_id: campaignId } of rows) {
    await sql`
      with taken as (
        select id from talky.job_tallies where campaign_id = ${campaignId}::uuid for update skip locked
      ), gone as (
        delete from talky.job_tallies where id in (select id from taken) returning *)
      insert into talky.job_tallies (tenant_id, campaign_id, status, reason, is_untouched, jobs)
      select tenant_id, campaign_id, status, reason, is_untouched, sum(jobs) from gone group by 1, 2, 3, 4, 5
      having sum(jobs) <> 0`.execute(db);
  }
}
