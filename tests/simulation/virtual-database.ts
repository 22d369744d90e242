import type pg from "pg";
import { createDb, createPool, type Db } from "#lib/data/db";
import { createOwnDatabase } from "../integration/own-database.ts";
import { ClockedPool } from "./clocked-pool.ts";
import { makeLean } from "./lean-database.ts";

export interface VirtualDatabase {
  owner: ClockedPool;
  workers: ClockedPool;
  web: Db;
  drop(): Promise<void>;
}

/**
 * A database whose clock and whose random ids are the simulation's: functions of the same names that are found before
 * Postgres' own, by the statements of the product and by the defaults of its tables. `isLean`: see `makeLean`.
 */
export async function createVirtualDatabase(
  server: string | undefined,
  start: Date,
  nowMs: () => number,
  isLean: boolean,
): Promise<VirtualDatabase> {
  const own = await createOwnDatabase(server, (client, name) => prepare(client, name, start));
  await own.owner.query(PAGES_INDEXES.map((index) => `drop index if exists talky.${index}`).join("; "));
  if (isLean) await makeLean(own.owner);
  const pools: pg.Pool[] = [];
  const poolAs = (role: string | null, max: number): ClockedPool => {
    const url = new URL(own.ownerUrl);
    if (role !== null) url.searchParams.set("options", `-c role=${role}`);
    const pool = createPool(url.toString(), { name: `simulation ${role ?? "owner"}`, max, pipeline: true });
    pools.push(pool);
    return new ClockedPool(pool, nowMs);
  };
  const web = poolAs("talky_web", 4);
  return {
    owner: poolAs(null, 2),
    workers: poolAs("talky_worker", 12),
    web: createDb(web as unknown as pg.Pool),
    drop: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      await own.drop();
    },
  };
}

/** Of pages, lists, searches and retention, which nobody looks at here: to keep them takes as long as half of the calls. */
const PAGES_INDEXES = [
  ...["list", "search", "tags", "status", "deleted", "tenant_list"].map((of) => `leads_${of}`),
  ...["list", "outcome", "agent", "platform_list"].map((of) => `calls_${of}`),
  ...["disposition", "result", "campaign_disposition", "campaign_result"].map((of) => `calls_${of}`),
  ...["open_tenant", "with_words", "with_events"].map((of) => `calls_${of}`),
  ...["list", "reason", "reason_due"].map((of) => `jobs_${of}`),
  ...["live", "old"].map((of) => `call_events_${of}`),
  "lead_reach_campaign",
];

async function prepare(client: pg.Client, name: string, start: Date): Promise<void> {
  await client.query(`
    create schema virtual;
    create sequence virtual.ids cache 1000;
    create function virtual.now() returns timestamptz language sql stable
      as $$ select current_setting('virtual.at')::timestamptz $$;
    create function virtual.clock_timestamp() returns timestamptz language sql stable
      as $$ select current_setting('virtual.at')::timestamptz $$;
    create function virtual.gen_random_uuid() returns uuid language sql volatile
      as $$ select md5(nextval('virtual.ids')::text)::uuid $$;
    grant usage on schema virtual to public;
    grant usage on sequence virtual.ids to public;
    alter database ${name} set search_path = virtual, pg_catalog, public;
    alter database ${name} set virtual.at = '${start.toISOString()}';
    alter database ${name} set synchronous_commit = off;
    alter database ${name} set plan_cache_mode = force_generic_plan`);
}
