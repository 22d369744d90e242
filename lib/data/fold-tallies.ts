import { sql } from "kysely";
import type { Db } from "./db.ts";

/** So few rows of a campaign are as quick to read as one. */
const FEW_ROWS = 100;
/** Of the newest rows: a campaign that has many is among them. */
const LOOKED_AT = 10_000;
const CAMPAIGNS_AT_ONCE = 50;

/** Sums to which what changes is only ever added as a row: what a row is of, and what it counts. */
const TABLES = [
  {
    name: "job_tallies",
    of: ["tenant_id", "campaign_id", "status", "reason", "is_untouched"],
    count: "jobs",
  },
  { name: "lead_tallies", of: ["tenant_id", "campaign_id", "facet", "value"], count: "leads" },
] as const;

/** Puts the rows of each campaign that has many together; what they come to is the same to whoever reads meanwhile. */
export async function foldTallies(db: Db): Promise<void> {
  for (const { name, of, count } of TABLES) {
    const table = sql.table(`talky.${name}`);
    const { rows } = await sql<{ campaign_id: string }>`
      select campaign_id from ${table} where id > (select max(id) from ${table}) - ${sql.lit(LOOKED_AT)}
      group by 1 having count(*) > ${sql.lit(FEW_ROWS)} limit ${sql.lit(CAMPAIGNS_AT_ONCE)}`.execute(db);
    const key = sql.join(of.map((column) => sql.ref(column)));
    const n = sql.ref(count);
    for (const { campaign_id: campaignId } of rows) {
      await sql`
        with taken as (
          select id from ${table} where campaign_id = ${campaignId}::uuid for update skip locked
        ), gone as (
          delete from ${table} where id in (select id from taken) returning *)
        insert into ${table} (${key}, ${n})
        select ${key}, sum(${n}) from gone group by ${key} having sum(${n}) <> 0`.execute(db);
    }
  }
}
