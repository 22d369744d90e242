import { randomBytes } from "node:crypto";
import pg from "pg";
import { createDb, createPool, type Db } from "#lib/data/db";
import { ownerDatabaseUrl } from "../stack/addresses.ts";
import { migrateDatabase } from "../../scripts/migrations/migrate-database.ts";

/**
 * A database of a test's own on the test server, with our migrations: no worker of the running product sees its jobs.
 * Roles are taken on by `set role`, so no password of the server's is touched.
 */
export interface OwnDatabase {
  ownerUrl: string;
  owner: pg.Pool;
  worker: Db;
  workerPool: pg.Pool;
  web: Db;
  /** Further connections of the worker's, as another process would have. */
  anotherWorker(): Db;
  drop(): Promise<void>;
}

type Prepare = (client: pg.Client, name: string) => Promise<void>;

const urlOf = (server: string, name: string): string =>
  Object.assign(new URL(server), { pathname: `/${name}` }).toString();

/** Runs on a connection of its own to one of the server's databases. */
async function on<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** All that a database needs, and what Supabase Auth would have made. `prepare` is run while it is empty. */
async function fill(server: string, name: string, prepare?: Prepare): Promise<void> {
  await on(urlOf(server, name), async (client) => {
    await prepare?.(client, name);
    await client.query(`create schema auth; create table auth.users (
      id uuid primary key default gen_random_uuid(), email text, raw_user_meta_data jsonb);
      do $$ begin
        if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin; end if;
        if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin; end if;
      end $$`);
  });
  await migrateDatabase(urlOf(server, name), {});
}

const TEMPLATE = "talky_test_template";

/** A copy of one that is migrated once a server takes a tenth of the time. */
async function copyTemplate(server: string, name: string): Promise<void> {
  await on(server, async (client) => {
    // Whoever comes while it is being made waits for it; it has its name only once it is whole.
    await client.query("select pg_advisory_lock(hashtext($1))", [TEMPLATE]);
    const made = await client.query("select from pg_database where datname = $1", [TEMPLATE]);
    if (made.rowCount === 0) {
      const unfinished = `${TEMPLATE}_unfinished`;
      await client.query(`drop database if exists ${unfinished} with (force)`);
      await client.query(`create database ${unfinished}`);
      await fill(server, unfinished);
      await client.query(`alter database ${unfinished} rename to ${TEMPLATE}`);
    }
    await client.query("select pg_advisory_unlock(hashtext($1))", [TEMPLATE]);
    await client.query(`create database ${name} template ${TEMPLATE}`);
  });
}

/** `prepare` is run in the empty database. */
export async function createOwnDatabase(
  server = ownerDatabaseUrl(),
  prepare?: Prepare,
): Promise<OwnDatabase> {
  const name = `talky_test_${randomBytes(6).toString("hex")}`;
  const admin = (statement: string): Promise<pg.QueryResult> =>
    on(server, (client) => client.query(statement));
  /** A pool's end comes a little before that of its connections. */
  const untilUnused = async (): Promise<void> => {
    for (let look = 0; look < 100; look += 1) {
      const used = await admin(`select 1 from pg_stat_activity where datname = '${name}'`);
      if (used.rows.length === 0) return;
    }
  };
  if (prepare) {
    await admin(`create database ${name}`);
    await fill(server, name, prepare);
  } else await copyTemplate(server, name);
  const ownerUrl = urlOf(server, name);
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 4 });
  // Where its server is stopped first, whoever uses it has been told already.
  owner.on("error", () => undefined);
  const pools: pg.Pool[] = [];
  const poolOf = (role: string, max: number): pg.Pool => {
    const own = new URL(ownerUrl);
    own.searchParams.set("options", `-c role=${role}`);
    const pool = createPool(own.toString(), { name: `test ${role}`, max });
    pools.push(pool);
    return pool;
  };
  const workerPool = poolOf("talky_worker", 12);
  return {
    ownerUrl,
    owner,
    worker: createDb(workerPool),
    workerPool,
    web: createDb(poolOf("talky_web", 4)),
    anotherWorker: () => createDb(poolOf("talky_worker", 4)),
    drop: async () => {
      await Promise.all([...pools, owner].map((pool) => pool.end()));
      await untilUnused();
      await admin(`drop database ${name} with (force)`);
    },
  };
}
