import type pg from "pg";
import { createOwnDatabase, type OwnDatabase } from "../integration/own-database.ts";

/**
 * A database whose clock and whose random ids are the simulation's: functions of the same names that are found before
 * Postgres' own, by the statements of the product and by the defaults of its tables.
 */
export function createVirtualDatabase(server: string | undefined, start: Date): Promise<OwnDatabase> {
  return createOwnDatabase(server, (client, name) => prepare(client, name, start));
}

async function prepare(client: pg.Client, name: string, start: Date): Promise<void> {
  await client.query(`
    create schema virtual;
    create unlogged table virtual.clock (at timestamptz not null) with (fillfactor = 10);
    insert into virtual.clock values ('${start.toISOString()}');
    create sequence virtual.ids;
    create function virtual.now() returns timestamptz language sql stable as 'select at from virtual.clock';
    create function virtual.clock_timestamp() returns timestamptz language sql stable as 'select at from virtual.clock';
    create function virtual.gen_random_uuid() returns uuid language sql volatile
      as $$ select md5(nextval('virtual.ids')::text)::uuid $$;
    grant usage on schema virtual to public;
    grant select on virtual.clock to public;
    grant usage on sequence virtual.ids to public;
    alter database ${name} set search_path = virtual, pg_catalog, public;
    alter database ${name} set synchronous_commit = off`);
}

/** Sets the database's clock, when there is need: most moments pass without anybody asking it. */
export class DatabaseClock {
  private atMs = 0;
  private moving: Promise<unknown> = Promise.resolve();
  private readonly owner: pg.Pool;
  private readonly nowMs: () => number;

  constructor(owner: pg.Pool, nowMs: () => number) {
    this.owner = owner;
    this.nowMs = nowMs;
  }

  /** Resolves when the database's time is now. */
  set(): Promise<unknown> {
    const now = this.nowMs();
    if (now === this.atMs) return this.moving;
    this.atMs = now;
    this.moving = this.owner.query("update virtual.clock set at = $1", [new Date(now)]);
    return this.moving;
  }
}
