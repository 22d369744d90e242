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

/** `prepare` is run in the empty database. */
export async function createOwnDatabase(
  server = ownerDatabaseUrl(),
  prepare: (client: pg.Client, name: string) => Promise<void> = () => Promise.resolve(),
): Promise<OwnDatabase> {
  const name = `talky_test_${randomBytes(6).toString("hex")}`;
  const admin = async (statement: string): Promise<pg.QueryResult> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      return await client.query(statement);
    } finally {
      await client.end();
    }
  };
  /** A pool's end comes a little before that of its connections. */
  const untilUnused = async (): Promise<void> => {
    for (let look = 0; look < 100; look += 1) {
      const used = await admin(`select 1 from pg_stat_activity where datname = '${name}'`);
      if (used.rows.length === 0) return;
    }
  };
  await admin(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const ownerUrl = url.toString();
  const first = new pg.Client({ connectionString: ownerUrl });
  await first.connect();
  await prepare(first, name).finally(() => first.end());
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 4 });
  // Where its server is stopped first, whoever uses it has been told already.
  owner.on("error", () => undefined);
  // What Supabase Auth would have made.
  await owner.query(`create schema auth; create table auth.users (
    id uuid primary key default gen_random_uuid(), email text, raw_user_meta_data jsonb);
    do $$ begin
      if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin; end if;
      if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin; end if;
    end $$`);
  await migrateDatabase(ownerUrl, {});
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
