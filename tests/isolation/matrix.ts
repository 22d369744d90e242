import pg from "pg";
import { USER_ROLES } from "#lib/domain/statuses";
import type { Furnished } from "./furnish.ts";

export const VERBS = ["select", "insert", "update", "take over", "hand over", "delete"] as const;
export type Verb = (typeof VERBS)[number];

/** Whoever talks to the database, and what a transaction has to say before it is them. */
export interface DatabaseRole {
  name: string;
  /** Of the database. */
  role: string;
  /** What it says of its caller. */
  claims: "none" | "tenant";
  tenantRole?: string;
}

/** A request's, for each role within a tenant, and for none; the logins by themselves; whoever comes by Supabase's keys. */
export const ROLES: readonly DatabaseRole[] = [
  ...USER_ROLES.map((tenantRole) => ({
    name: `request as ${tenantRole}`,
    role: "talky_request",
    claims: "tenant" as const,
    tenantRole,
  })),
  { name: "request of nobody", role: "talky_request", claims: "none" },
  ...["talky_web", "talky_queue", "anon", "authenticated"].map((role) => ({
    name: role,
    role,
    claims: "tenant" as const,
  })),
];

/** Anybody may read these, and no request may change them. */
export const READ_BY_ALL = ["law_changes", "plans", "platform_settings"];

export interface Table {
  name: string;
  /** The column that says whose row it is; null: nobody's. */
  key: string | null;
  columns: string[];
}

/** Whatever the schema holds, by the catalogue: a table that is made tomorrow is in it. */
export async function tablesOf(owner: pg.Client): Promise<Table[]> {
  const { rows } = await owner.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       and a.attgenerated = '' and a.attidentity <> 'a' and a.attidentity <> 'a'
     where c.relnamespace = 'talky'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') group by 1 order by 1`,
  );
  return rows.map(({ name, columns }) => ({
    name,
    columns,
    key: name === "tenants" ? "id" : columns.includes("tenant_id") ? "tenant_id" : null,
  }));
}

/** What a statement came to: refused by rights or a policy, so many rows, or stopped by something behind both. */
type Outcome = "refused" | number | { stopped: string };

export interface Finding {
  role: string;
  table: string;
  verb: Verb | "own rows";
  what: string;
}

/**
 * Tries each verb on the other tenant's rows, as each role, and tells what got through. The client is the owner's, in a
 * transaction that the caller rolls back: so it can look at a database in which something was broken first.
 */
export async function leaksOf(
  owner: pg.Client,
  tables: readonly Table[],
  mine: Furnished,
  theirs: Furnished,
  roles: readonly DatabaseRole[] = ROLES,
): Promise<{ tried: number; leaks: Finding[] }> {
  const leaks: Finding[] = [];
  let tried = 0;
  for (const table of tables) {
    for (const role of roles) {
      const attempt = (text: string, values: unknown[] = []): Promise<Outcome> =>
        attemptAs(owner, role, mine.tenantId, text, values);
      const found = (verb: Finding["verb"], outcome: Outcome): void => {
        leaks.push({ role: role.name, table: table.name, verb, what: JSON.stringify(outcome) });
      };
      for (const verb of VERBS) {
        tried += 1;
        const outcome = await tryVerb(owner, attempt, table, verb, role.role, mine, theirs);
        const isOpen = verb === "select" && role.role === "talky_request" && READ_BY_ALL.includes(table.name);
        if (outcome !== "refused" && outcome !== 0 && !isOpen) found(verb, outcome);
      }
      if (table.key === null || role.tenantRole === undefined) continue;
      const own = await attempt(
        `select 1 from talky.${table.name} where ${table.key} = '${mine.tenantId}' limit 1`,
      );
      if (own === 0) found("own rows", own);
    }
  }
  return { tried, leaks };
}

async function tryVerb(
  owner: pg.Client,
  attempt: (text: string, values?: unknown[]) => Promise<Outcome>,
  { name, key, columns }: Table,
  verb: Verb,
  role: string,
  mine: Furnished,
  theirs: Furnished,
): Promise<Outcome> {
  const table = `talky.${name}`;
  const whose = (tenant: Furnished): string => (key === null ? "true" : `${key} = '${tenant.tenantId}'`);
  switch (verb) {
    case "select":
      return attempt(`select 1 from ${table} where ${whose(theirs)}`);
    case "insert": {
      const granted = await grantedColumns(owner, role, name, columns, "insert");
      const row = await owner.query<{ row: unknown }>(
        `select to_jsonb(t) as row from ${table} t where ${whose(theirs)} limit 1`,
      );
      const list = (granted.length > 0 ? granted : columns).map((column) => `"${column}"`).join(", ");
      return attempt(
        `insert into ${table} (${list}) select ${list} from jsonb_populate_record(null::${table}, $1)`,
        [JSON.stringify(row.rows[0]?.row ?? {})],
      );
    }
    case "update": {
      const [column = key ?? columns[0]] = await grantedColumns(owner, role, name, columns, "update");
      return attempt(`update ${table} set "${column}" = "${column}" where ${whose(theirs)}`);
    }
    case "take over":
      return key === null
        ? "refused"
        : attempt(`update ${table} set ${key} = '${mine.tenantId}' where ${whose(theirs)}`);
    case "hand over":
      return key === null
        ? "refused"
        : attempt(`update ${table} set ${key} = '${theirs.tenantId}' where ${whose(mine)}`);
    case "delete":
      return attempt(`delete from ${table} where ${whose(theirs)}`);
  }
}

/** So that a row is refused by its policy, and not because of a column that nobody may write. */
async function grantedColumns(
  owner: pg.Client,
  role: string,
  table: string,
  columns: string[],
  right: "insert" | "update",
): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    "select name from unnest($1::text[]) name where has_column_privilege($2, $3, name, $4)",
    [columns, role, `talky.${table}`, right],
  );
  return rows.map(({ name }) => name);
}

export async function attemptAs(
  owner: pg.Client,
  { role, claims, tenantRole }: DatabaseRole,
  tenantId: string,
  text: string,
  values: unknown[] = [],
): Promise<Outcome> {
  const [tenant, within, actor] =
    claims === "tenant" ? [tenantId, tenantRole ?? "owner", tenantId] : ["", "", ""];
  await owner.query(
    `savepoint attempt; select set_config('talky.tenant_id', '${tenant}', true),
       set_config('talky.role', '${within}', true), set_config('talky.actor', '${actor}', true);
     set local role ${role}`,
  );
  try {
    return (await owner.query(text, values)).rowCount ?? 0;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    // What a constraint or a trigger has stopped had got past every policy.
    return error.code === "42501" ? "refused" : { stopped: `${error.code} ${error.message}` };
  } finally {
    await owner.query("rollback to savepoint attempt");
  }
}
