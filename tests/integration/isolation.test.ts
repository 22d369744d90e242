import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asRequest, createDb, createPool, type Db } from "#lib/data/db";
import { USER_ROLES, type UserRole } from "#lib/domain/statuses";
import { sql } from "kysely";
import { ownerDatabaseUrl, webDatabaseUrl } from "../stack/addresses.ts";

interface Tenant {
  id: string;
  userId: string;
}

/** A tenant with one row in every tenant-owned table. */
async function furnish(owner: pg.Client, name: string): Promise<Tenant> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into auth.users (id, email, raw_user_meta_data)
     values (gen_random_uuid(), $1, jsonb_build_object('name', $2::text, 'business_name', $2::text)) returning id`,
    [`${name}-${Date.now()}-${Math.random()}@isolation.test`, name],
  );
  const userId = rows[0]?.id ?? "";
  const profile = await owner.query<{ tenant_id: string; role: string }>(
    "select tenant_id, role from talky.user_profiles where id = $1",
    [userId],
  );
  const id = profile.rows[0]?.tenant_id ?? "";
  expect(profile.rows[0]?.role).toBe("owner");
  const number = `+1415555${String(Math.floor(Math.random() * 9000) + 1000)}`;
  const one = async (text: string, values: unknown[]): Promise<string> =>
    (await owner.query<{ id: string }>(text, values)).rows[0]?.id ?? "";
  const agent = await one("insert into talky.agents (tenant_id, name) values ($1, 'A') returning id", [id]);
  await owner.query(
    "insert into talky.agent_versions (tenant_id, agent_id, version, config) values ($1, $2, 1, '{}')",
    [id, agent],
  );
  const campaign = await one(
    "insert into talky.campaigns (tenant_id, name, goal) values ($1, 'C', 'G') returning id",
    [id],
  );
  const lead = await one(
    "insert into talky.leads (tenant_id, campaign_id, phone_number) values ($1, $2, $3) returning id",
    [id, campaign, number],
  );
  const job = await one(
    `insert into talky.dialer_jobs (tenant_id, campaign_id, lead_id, phone_number, next_attempt_at)
     values ($1, $2, $3, $4, now()) returning id`,
    [id, campaign, lead, number],
  );
  const call = await one(
    `insert into talky.calls (tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
       worker_url, socket_token_hash, snapshot, carrier_state, telephony_result, ended_at, settled_at)
     values ($1, $2, $3, $4, 1, $5, '+14155550000', gen_random_uuid(), 'http://w', 'h', '{}', 'ended', 'busy', now(), now())
     returning id`,
    [id, campaign, lead, job, number],
  );
  await owner.query(
    "insert into talky.call_events (tenant_id, job_id, call_id, type) values ($1, $2, $3, 'x')",
    [id, job, call],
  );
  await owner.query(
    "insert into talky.turns (tenant_id, call_id, index, role, text, started_ms, ended_ms) values ($1, $2, 0, 'callee', 'hi', 0, 1)",
    [id, call],
  );
  await owner.query(
    "insert into talky.recordings (tenant_id, call_id, path, duration_s, bytes) values ($1, $2, $3, 1, 1)",
    [id, call, `${id}/${call}.wav`],
  );
  await owner.query("insert into talky.call_analyses (tenant_id, call_id) values ($1, $2)", [id, call]);
  const imported = await one(
    "insert into talky.imports (tenant_id, campaign_id, file_name, file_path, bytes) values ($1, $2, 'f', 'p', 1) returning id",
    [id, campaign],
  );
  await owner.query(
    "insert into talky.import_errors (tenant_id, import_id, row, code, message, cells) values ($1, $2, 1, 'x', 'x', '[]')",
    [id, imported],
  );
  await owner.query(
    "insert into talky.import_updates (tenant_id, import_id, lead_id, before) values ($1, $2, $3, '{}')",
    [id, imported, lead],
  );
  await owner.query(
    "insert into talky.import_uploads (id, tenant_id, campaign_id, file_name, file_path, bytes) values (gen_random_uuid(), $1, $2, 'f', 'p', 1)",
    [id, campaign],
  );
  await owner.query("insert into talky.import_columns (tenant_id, header, use) values ($1, 'x', 'custom')", [
    id,
  ]);
  await owner.query(
    "insert into talky.dnc_entries (tenant_id, phone_number, source) values ($1, $2, 'user')",
    [id, number],
  );
  await owner.query(
    `insert into talky.consents (tenant_id, phone_number, lead_id, purpose, source)
     values ($1, $2, $3, 'marketing', 'user')`,
    [id, number, lead],
  );
  await owner.query(
    "insert into talky.usage_ledger (call_id, tenant_id, campaign_id, reserved_s, reserved_micros, reserved_at) values ($1, $2, $3, 60, 1, now())",
    [call, id, campaign],
  );
  await owner.query("insert into talky.clients (tenant_id, name, phone_number) values ($1, 'K', $2)", [
    id,
    number,
  ]);
  await owner.query(
    "insert into talky.phone_numbers (tenant_id, phone_number, daily_cap) values ($1, $2, 10)",
    [id, number],
  );
  await owner.query(
    "insert into talky.phone_number_days (tenant_id, phone_number, day, calls) values ($1, $2, now(), 1)",
    [id, number],
  );
  await owner.query("insert into talky.dialing_rules (tenant_id) values ($1)", [id]);
  await owner.query(
    "insert into talky.idempotency_keys (tenant_id, key, request_hash) values ($1, 'k', 'h')",
    [id],
  );
  await owner.query(
    `insert into talky.api_keys (tenant_id, name, prefix, hash, scopes, role)
     values ($1::uuid, 'k', 'tk_live_', encode(sha256(convert_to($1::uuid::text, 'UTF8')), 'hex'), '{read}', 'user')`,
    [id],
  );
  const endpoint = await one(
    "insert into talky.webhook_endpoints (tenant_id, url, events) values ($1, 'https://example.com', '{call.ended}') returning id",
    [id],
  );
  await owner.query(
    "insert into talky.webhook_deliveries (tenant_id, endpoint_id, event, payload) values ($1, $2, 'webhook.test', '{}')",
    [id, endpoint],
  );
  await owner.query(
    "insert into talky.audit_log (tenant_id, actor, action, subject_type) values ($1, 'user:x', 'x', 'x')",
    [id],
  );
  return { id, userId };
}

/** Runs in a transaction that is always rolled back; tells the rows touched, or that it was refused. */
async function attempt(db: Db, who: Tenant, role: UserRole, text: string): Promise<number | "refused"> {
  let outcome: number | "refused" = "refused";
  const undo = new Error("undo");
  try {
    await asRequest(db, { tenantId: who.id, role, actorId: who.userId }, async (trx) => {
      const result = await sql.raw<Record<string, unknown>>(text).execute(trx);
      outcome = /^\s*select/i.test(text)
        ? Number(Object.values(result.rows[0] ?? { n: 0 })[0])
        : Number(result.numAffectedRows ?? 0n);
      throw undo;
    });
  } catch (error) {
    if (error !== undo && (error as { code?: string }).code !== "42501") throw error;
    if (error !== undo) outcome = "refused";
  }
  return outcome;
}

describe("one tenant and another's rows", () => {
  const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
  const pool = createPool(webDatabaseUrl(), { name: "isolation", max: 2 });
  const db = createDb(pool);
  let tables: { name: string; key: string }[];
  let mine: Tenant;
  let theirs: Tenant;

  beforeAll(async () => {
    await owner.connect();
    mine = await furnish(owner, "Mine");
    theirs = await furnish(owner, "Theirs");
    const { rows } = await owner.query<{ table_name: string }>(
      "select table_name from information_schema.columns where table_schema = 'talky' and column_name = 'tenant_id' order by 1",
    );
    tables = [...rows.map((r) => ({ name: r.table_name, key: "tenant_id" })), { name: "tenants", key: "id" }];
  });
  afterAll(async () => {
    await pool.end();
    await owner.end();
  });

  it("covers each tenant-owned table with a row on both sides", async () => {
    expect(tables.length).toBeGreaterThanOrEqual(13);
    for (const { name, key } of tables) {
      for (const tenant of [mine, theirs]) {
        const { rows } = await owner.query(`select 1 from talky.${name} where ${key} = $1 limit 1`, [
          tenant.id,
        ]);
        expect(rows, `${name} has no row to steal`).toHaveLength(1);
      }
    }
  });

  it.each(USER_ROLES)(
    "as %s nothing of the other tenant can be read, changed, taken over or deleted",
    async (role) => {
      for (const { name, key } of tables) {
        const see = await attempt(
          db,
          mine,
          role,
          `select count(*) from talky.${name} where ${key} = '${theirs.id}'`,
        );
        expect([0, "refused"], `${role} reads ${name}`).toContain(see);
        const own = await attempt(
          db,
          mine,
          role,
          `select count(*) from talky.${name} where ${key} = '${mine.id}'`,
        );
        expect(own === "refused" || own > 0, `${role} sees its own ${name}`).toBe(true);
        const change = await attempt(
          db,
          mine,
          role,
          `update talky.${name} set ${key} = ${key} where ${key} = '${theirs.id}'`,
        );
        expect([0, "refused"], `${role} changes ${name}`).toContain(change);
        const remove = await attempt(
          db,
          mine,
          role,
          `delete from talky.${name} where ${key} = '${theirs.id}'`,
        );
        expect([0, "refused"], `${role} deletes ${name}`).toContain(remove);
        const give = await attempt(
          db,
          mine,
          role,
          `update talky.${name} set ${key} = '${theirs.id}' where ${key} = '${mine.id}'`,
        );
        expect(give === "refused" || give === 0, `${role} hands over ${name}`).toBe(true);
      }
    },
  );

  it("every table of the schema has row-level security, tenant-owned or not", async () => {
    const { rows } = await owner.query(
      "select relname from pg_class where relnamespace = 'talky'::regnamespace and relkind in ('r', 'p') and not relrowsecurity",
    );
    expect(rows).toEqual([]);
  });

  it("the web's login can do nothing until it has become a request", async () => {
    for (const { name } of tables) {
      await expect(sql.raw(`select 1 from talky.${name} limit 1`).execute(db), name).rejects.toMatchObject({
        code: "42501",
      });
    }
  });

  it("a request without a tenant sees nothing", async () => {
    await db.transaction().execute(async (trx) => {
      await sql`set local role talky_request`.execute(trx);
      for (const { name, key } of tables) {
        const denied = await sql
          .raw<{ n: number }>(`select count(*)::int as n from talky.${name} where ${key} is not null`)
          .execute(trx);
        expect(denied.rows[0]?.n, name).toBe(0);
      }
    });
  });

  it.each(["anon", "authenticated"])(
    "%s, whom Supabase's public key becomes, can reach none of it",
    async (role) => {
      const all = await owner.query<{ n: string }>(
        "select relname as n from pg_class where relnamespace = 'talky'::regnamespace and relkind in ('r', 'v', 'S', 'p')",
      );
      const { rows: usage } = await owner.query<{ ok: boolean }>(
        "select has_schema_privilege($1, 'talky', 'usage') as ok",
        [role],
      );
      expect(usage[0]?.ok).toBe(false);
      for (const { n } of all.rows) {
        await owner.query("begin");
        await owner.query(`set local role ${role}`);
        await expect(owner.query(`select 1 from talky.${n} limit 1`), n).rejects.toMatchObject({
          code: "42501",
        });
        await owner.query("rollback");
      }
      const { rows: functions } = await owner.query<{ name: string }>(
        `select p.oid::regprocedure::text as name from pg_proc p
       where p.pronamespace = 'talky'::regnamespace and has_function_privilege($1, p.oid, 'execute')`,
        [role],
      );
      expect(functions).toEqual([]);
    },
  );
});
