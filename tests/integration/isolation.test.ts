import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Furnished, furnish, newTenant } from "../isolation/furnish.ts";
import { attemptAs, leaksOf, READ_BY_ALL, ROLES, type Table, tablesOf, VERBS } from "../isolation/matrix.ts";
import { WORKER_MAY } from "../isolation/worker-rights.ts";
import { createOwnDatabase, type OwnDatabase } from "./own-database.ts";

/** On a database of its own, so that it may break it. */
describe("one tenant and another's rows", () => {
  let database: OwnDatabase;
  let owner: pg.Client;
  let tables: Table[];
  let mine: Furnished;
  let theirs: Furnished;

  beforeAll(async () => {
    database = await createOwnDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    mine = await furnish(owner, (await newTenant(owner)).tenantId);
    theirs = await furnish(owner, (await newTenant(owner)).tenantId);
    tables = await tablesOf(owner);
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  /** In a transaction that leaves nothing behind. */
  async function undone<T>(run: () => Promise<T>): Promise<T> {
    await owner.query("begin");
    return run().finally(() => owner.query("rollback"));
  }
  const tableOf = (name: string): Table[] => tables.filter((table) => table.name === name);

  it("covers each tenant-owned table with a row on both sides", async () => {
    expect(tables.length).toBeGreaterThan(35);
    for (const { name, key } of tables) {
      if (key === null) continue;
      for (const { tenantId } of [mine, theirs]) {
        const { rows } = await owner.query(`select 1 from talky.${name} where ${key} = $1 limit 1`, [
          tenantId,
        ]);
        expect(rows, `${name} has no row to steal: put one into tests/isolation/furnish.ts`).toHaveLength(1);
      }
    }
  });

  it("lets no role read, add, change, take over, hand over or delete anything", async () => {
    const { tried, leaks } = await undone(() => leaksOf(owner, tables, mine, theirs));
    console.log(
      `Isolation: ${tables.length} tables × ${ROLES.length} roles × ${VERBS.length} verbs = ${tried} attempts, ${leaks.length} leaks.`,
    );
    expect(leaks).toEqual([]);
    expect(tried).toBe(tables.length * ROLES.length * VERBS.length);
  });

  const reachable = async (): Promise<Table[]> => {
    const { rows } = await owner.query<{ tablename: string }>(
      `select distinct tablename from pg_policies
       where schemaname = 'talky' and 'talky_request' = any(roles) and not tablename = any($1)`,
      [READ_BY_ALL],
    );
    expect(rows.length).toBeGreaterThan(25);
    return rows.flatMap(({ tablename }) => tableOf(tablename));
  };

  /** The tables of which the matrix says nothing although this was done to each. */
  const broken = async (faults: (table: string) => string[]): Promise<string[]> => {
    const unnoticed: string[] = [];
    for (const table of await reachable()) {
      const { leaks } = await undone(async () => {
        for (const fault of faults(table.name)) await owner.query(fault);
        return leaksOf(owner, [table], mine, theirs, ROLES.slice(0, 1));
      });
      if (leaks.length === 0) unnoticed.push(table.name);
    }
    return unnoticed;
  };

  describe("when something is broken, says so of every table that a request can reach", () => {
    it("no row-level security", async () => {
      expect(await broken((table) => [`alter table talky.${table} disable row level security`])).toEqual([]);
    });

    it("a policy without the tenant", async () => {
      const { rows } = await owner.query<{ tablename: string; policyname: string; cmd: string }>(
        "select tablename, policyname, cmd from pg_policies where schemaname = 'talky' and 'talky_request' = any(roles)",
      );
      const faults = (table: string): string[] =>
        rows
          .filter(({ tablename }) => tablename === table)
          .map(({ policyname, cmd }) => {
            const using = cmd === "INSERT" ? "" : " using (true)";
            const check = ["SELECT", "DELETE"].includes(cmd) ? "" : " with check (true)";
            return `alter policy "${policyname}" on talky.${table}${using}${check}`;
          });
      expect(await broken(faults)).toEqual([]);
    });

    it("policies that were dropped: a tenant no longer sees its own", async () => {
      const { rows } = await owner.query<{ tablename: string; policyname: string }>(
        "select tablename, policyname from pg_policies where schemaname = 'talky' and 'talky_request' = any(roles)",
      );
      const faults = (table: string): string[] =>
        rows
          .filter(({ tablename }) => tablename === table)
          .map(({ policyname }) => `drop policy "${policyname}" on talky.${table}`);
      expect(await broken(faults)).toEqual([]);
    });

    it("a search that forgets whose it is", async () => {
      const search = (): Promise<unknown> =>
        attemptAs(
          owner,
          { name: "request", role: "talky_request", claims: "tenant" },
          mine.tenantId,
          "select 1 from talky.search_leads($1, $2, null)",
          [theirs.ids["campaigns"], ["%"]],
        );
      expect(await undone(search)).toBe(0);
      const { rows } = await owner.query<{ text: string }>(
        "select pg_get_functiondef('talky.search_statement(uuid,uuid,text[],text,integer)'::regprocedure) as text",
      );
      const forgetful = (rows[0]?.text ?? "").replace("l.tenant_id = %L", "%L is not null");
      expect(forgetful).not.toBe(rows[0]?.text);
      expect(await undone(async () => owner.query(forgetful).then(search))).toBe(1);
    });
  });

  it("lets the worker, whose work is everybody's, do what is written down and nothing else", async () => {
    const worker = { name: "worker", role: "talky_worker", claims: "none" } as const;
    const may: Record<string, string> = {};
    await undone(async () => {
      for (const { name, columns } of tables) {
        const { rows } = await owner.query<{ verb: string }>(
          `select verb from unnest(array['select', 'insert', 'update', 'delete']) verb
           where has_table_privilege('talky_worker', $1, verb)
             or verb <> 'delete' and has_any_column_privilege('talky_worker', $1, verb)`,
          [`talky.${name}`],
        );
        const verbs = rows.map(({ verb }) => verb);
        if (verbs.length > 0) may[name] = verbs.join(" ");
        const anything = `select "${columns[0]}" from talky.${name} limit 1`;
        expect(await attemptAs(owner, worker, mine.tenantId, anything), name)[
          verbs.includes("select") ? "not" : "to"
        ]?.toBe("refused");
      }
    });
    expect(may).toEqual(WORKER_MAY);
  });

  it("every table has row-level security, and every policy asks once a statement who it is", async () => {
    const bare = await owner.query(
      "select relname from pg_class where relnamespace = 'talky'::regnamespace and relkind in ('r', 'p') and not relrowsecurity",
    );
    expect(bare.rows).toEqual([]);
    const { rows } = await owner.query<{ policy: string; text: string }>(
      `select tablename || '.' || policyname as policy, coalesce(qual, '') || coalesce(with_check, '') as text
       from pg_policies where schemaname = 'talky'`,
    );
    const perRow = rows.filter(({ text }) => /(?<!SELECT )talky\.current_\w+\(\)/.test(text));
    expect(
      perRow.map(({ policy }) => policy),
      "write (select talky.current_tenant_id())",
    ).toEqual([]);
    expect(
      rows.filter(({ text }) => text.includes("SELECT talky.current_tenant_id()")).length,
    ).toBeGreaterThan(40);
  });

  it("no row can refer to another tenant's", async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select conrelid::regclass || ' ' || conname as name from pg_constraint f
       where contype = 'f' and connamespace = 'talky'::regnamespace and exists (select from pg_attribute
         where attrelid = confrelid and attname = 'tenant_id') and not exists (select from pg_attribute a
         where a.attrelid = conrelid and a.attname = 'tenant_id' and a.attnum = any(conkey)) order by 1`,
    );
    // Both name the campaign, and that with its tenant.
    expect(rows.map(({ name }) => name)).toEqual([
      "talky.calls calls_campaign_id_lead_id_fkey",
      "talky.dialer_jobs dialer_jobs_campaign_id_lead_id_fkey",
    ]);
  });

  it("reads past the policies in named functions alone", async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select p.proname as name from pg_proc p where p.pronamespace = 'talky'::regnamespace and p.prosecdef
         and exists (select from unnest(array['talky_web', 'talky_request', 'talky_worker', 'talky_queue', 'anon', 'authenticated']) r
           where has_function_privilege(r, p.oid, 'execute')) order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      // By the hash of an invitation's token, and for the address alone that it is for.
      "accept_invitation",
      // An operator's, each of which asks who it is and writes down that it was asked.
      "admin_audit",
      "admin_calls",
      "admin_health",
      "admin_latency",
      "admin_law_changes",
      "admin_tenants",
      "admin_users",
      // A carrier's webhook, with a signed address for one call.
      "call_socket",
      // Where its trace goes on.
      "call_traceparent",
      "call_transfer",
      // An operator's.
      "change_law",
      // The owner's, of the plan of their own tenant.
      "change_plan",
      // Within the caller's own tenant, past LIKE's distrust.
      "count_found_leads",
      // Whose session it is.
      "email_of_session",
      // One's own, or a member's whom one may remove.
      "end_sessions",
      // A manager's, of one number in their own tenant.
      "erase_person",
      // For somebody who belongs to no business.
      "found_business",
      // By the hash of an invitation's token.
      "invitation_of",
      // By a hash that nobody else can make.
      "is_erased",
      "is_operator",
      "last_worker_heartbeat",
      "note_operator",
      // The caller's own.
      "own_sessions",
      // Sums of the whole platform, for alerts.
      "platform_figures",
      "receive_carrier_event",
      "search_leads",
      // Who somebody is, before it is known.
      "session_of",
      "set_kill_switch",
      "set_tenant_status",
      "use_api_key",
    ]);
  });

  it.each(["anon", "authenticated", "talky_queue"])(
    "%s can reach neither the schema nor a function",
    async (role) => {
      const { rows: usage } = await owner.query<{ ok: boolean }>(
        "select has_schema_privilege($1, 'talky', 'usage') as ok",
        [role],
      );
      expect(usage[0]?.ok).toBe(false);
      const { rows: functions } = await owner.query(
        `select p.oid::regprocedure::text as name from pg_proc p
       where p.pronamespace = 'talky'::regnamespace and has_function_privilege($1, p.oid, 'execute')`,
        [role],
      );
      expect(functions).toEqual([]);
    },
  );
});
