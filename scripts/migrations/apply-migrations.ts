import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "pg";

export interface Migration {
  /** The file's 14-digit timestamp; the order in which they run. */
  version: string;
  name: string;
  sql: string;
}

const FILE_NAME = /^(\d{14})_(.+)\.sql$/;
/** Any constant will do as long as every migrator takes the same one. */
const LOCK_KEY = 7_251_406_933;

/** The folder's migrations in order. Throws where a name is not `<14 digits>_<name>.sql` or a version stands twice. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).toSorted();
  const migrations: Migration[] = [];
  for (const file of files) {
    const [, version, name] = FILE_NAME.exec(file) ?? [];
    if (!version || !name) throw new Error(`${file} is not named <14-digit timestamp>_<name>.sql.`);
    if (migrations.some((m) => m.version === version)) throw new Error(`Two migrations have ${version}.`);
    migrations.push({ version, name, sql: await readFile(join(folder, file), "utf8") });
  }
  return migrations;
}

/**
 * Applies what the database has not seen, each in a transaction of its own, and remembers it where the Supabase CLI does
 * (`supabase_migrations.schema_migrations`), so that either tool can go on after the other. Returns the versions applied.
 */
export async function applyMigrations(client: Client, migrations: Migration[]): Promise<string[]> {
  await client.query("select pg_advisory_lock($1)", [LOCK_KEY]);
  try {
    await client.query("create schema if not exists supabase_migrations");
    await client.query(
      "create table if not exists supabase_migrations.schema_migrations (version text not null primary key, statements text[], name text)",
    );
    const { rows } = await client.query<{ version: string }>(
      "select version from supabase_migrations.schema_migrations",
    );
    const known = new Set(rows.map((row) => row.version));
    const pending = migrations.filter((m) => !known.has(m.version));
    for (const migration of pending) await applyOne(client, migration);
    return pending.map((m) => m.version);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [LOCK_KEY]);
  }
}

async function applyOne(client: Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query(
      "insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)",
      [migration.version, migration.name, [migration.sql]],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${migration.version}_${migration.name} failed and was undone.`, {
      cause: error,
    });
  }
}
