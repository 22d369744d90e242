import type pg from "pg";

const FIRST = ["Ada", "Zoë", "José", "Grace", "Alan", "Nora", "Øystein", "Mei"];
const LAST = ["Lovelace", "Hopper", "O'Brien", "Müller-Lüdenscheidt", "Turing", "de la Cruz", "Ng"];

/** Straight into the database, for what is measured afterwards. Every 500th is blocked, every 1000th a VIP. */
export async function seedLeads(db: pg.Client, campaignId: string, contacts: number): Promise<void> {
  await db.query(
    `insert into talky.leads (tenant_id, campaign_id, phone_number, first_name, last_name, email, tags, status, created_at)
     select c.tenant_id, c.id, '+1' || (2010000000 + i), ($3::text[])[1 + i % 8], ($4::text[])[1 + i % 7],
       'person' || i || '@example.com', case when i % 1000 = 0 then array['vip'] else '{}' end,
       case when i % 500 = 0 then 'blocked' else 'pending' end, now() - i * interval '1 microsecond'
     from talky.campaigns c, generate_series(1, $2::int) i where c.id = $1`,
    [campaignId, contacts, FIRST, LAST],
  );
}

/** To make the index of the searches once is quicker than to keep it up row by row. */
export async function withoutSearch(db: pg.Client, run: () => Promise<void>): Promise<void> {
  const { rows } = await db.query<{ made: string }>(
    "select pg_get_indexdef('talky.leads_search'::regclass) as made",
  );
  await db.query("drop index talky.leads_search");
  await run();
  await db.query(rows[0]?.made ?? "");
}
