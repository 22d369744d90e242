import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import type { DB } from "./database.ts";
import type { UserRole } from "#lib/domain/statuses";

export type Db = Kysely<DB>;
export type Trx = Transaction<DB>;

// bigint columns (counts, bytes, micros, ids) stay far below 2^53.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** One pool a process and role, made in the composition root. Times are UTC on every connection. */
export function createPool(
  connectionString: string,
  options: { max?: number; name: string; pipeline?: boolean },
): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: options.max ?? 10,
    application_name: options.name,
    types,
    pipeline: options.pipeline ?? false,
    connectionTimeoutMillis: 10_000,
  });
  // A connection that is lost while idle is replaced at the next query; without a listener it would end the process.
  pool.on("error", () => undefined);
  // The same for one that is lost in the middle of a transaction: the statement that follows fails and is told.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

export function createDb(pool: pg.Pool): Db {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }).withSchema("talky");
}

/** Whose request it is, as the database sees it (`talky.current_*()` in the policies). */
export interface RequestIdentity {
  tenantId: string;
  role: UserRole;
  /** A user's or an API key's id. */
  actorId: string;
}

/** Runs `run` in a transaction that has become `talky_request` for no tenant at all: it sees what anybody may see. */
export async function asAnybody<T>(db: Db, run: (trx: Trx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`set local role talky_request`.execute(trx);
    return run(trx);
  });
}

/** Runs `run` in a transaction that has become `talky_request` for this tenant; the database refuses every other tenant's rows. */
export async function asRequest<T>(db: Db, who: RequestIdentity, run: (trx: Trx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`set local role talky_request`.execute(trx);
    await sql`select set_config('talky.tenant_id', ${who.tenantId}, true), set_config('talky.role', ${who.role}, true),
      set_config('talky.actor', ${who.actorId}, true)`.execute(trx);
    return run(trx);
  });
}
