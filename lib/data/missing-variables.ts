import { sql } from "kysely";
import type { Db } from "./db.ts";

export interface VariableCounts {
  contacts: number;
  /** By variable: contacts that have nothing to put in its place. */
  missing: Record<string, number>;
}

/**
 * Looks all contacts of a campaign through at once. `keys` as templates look them up: a lead's own column or a custom
 * field of that name, whatever its case and its spaces; only texts, numbers and booleans can be spoken.
 */
export async function countMissingVariables(
  db: Db,
  tenantId: string,
  campaignId: string,
  keys: readonly string[],
): Promise<VariableCounts> {
  const { rows } = await sql<{ key: string | null; contacts: number; missing: number }>`
    with mine as (
      select first_name, last_name, email, timezone, custom_fields from talky.leads
      where tenant_id = ${tenantId}::uuid and campaign_id = ${campaignId}::uuid and status <> 'deleted'
    ), wanted as (
      select unnest(${[...keys]}::text[]) as key
    )
    select null as key, count(*) as contacts, 0 as missing from mine
    union all
    select w.key, 0, count(*)
    from wanted w cross join mine l
    where coalesce(btrim(case w.key
        when 'first_name' then l.first_name
        when 'last_name' then l.last_name
        when 'full_name' then concat_ws(' ', l.first_name, l.last_name)
        when 'email' then l.email
        when 'timezone' then l.timezone
      end), '') = ''
      and not (jsonb_typeof(l.custom_fields) = 'object' and exists (
        select from jsonb_each(case jsonb_typeof(l.custom_fields) when 'object' then l.custom_fields else '{}' end) f
        where regexp_replace(lower(btrim(f.key)), '[\\s-]+', '_', 'g') = w.key
          and jsonb_typeof(f.value) in ('string', 'number', 'boolean') and btrim(f.value #>> '{}') <> ''))
    group by w.key`.execute(db);
  return {
    contacts: rows.find((row) => row.key === null)?.contacts ?? 0,
    missing: Object.fromEntries(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row.missing]]))),
  };
}
