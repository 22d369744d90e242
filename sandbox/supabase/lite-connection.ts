import "./lite-switches.ts";
import type { Connection } from "@supabase/lite";
import { PgliteConnection } from "@supabase/lite/pglite";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";

/**
 * What Lite's connections over Postgres have in common. It is not exported by name, and the one that is (over postgres.js)
 * encodes JSON twice, so that sign-up metadata would reach a trigger as a string.
 */
const LitePostgres = Object.getPrototypeOf(PgliteConnection) as new (config: {
  url: string;
}) => Omit<Connection, "close">;

/** Lite over `pg`, with values read as Lite reads them elsewhere: times and dates as text, numbers where they are exact. */
class LitePgConnection extends LitePostgres {
  readonly driver: pg.Pool;
  /**
   * "active": the roles have what they need. Lite would else grant everything on each schema with row-level security,
   * ours included, to `anon` and `authenticated`, at the first request after each start.
   */
  readonly rlsState = "active";

  constructor(url: string) {
    super({ url });
    this.driver = new pg.Pool({
      connectionString: url,
      max: 10,
      application_name: "sandbox-supabase",
      options: "-c timezone=UTC",
      types: liteTypes(),
    });
    // A connection that is lost, idle or in use, is replaced by the next; without a listener it would end the whole sandbox.
    this.driver.on("error", () => undefined);
    this.driver.on("connect", (client) => client.on("error", () => undefined));
    // Lite carries a Kysely of its own; the two differ in their private types only.
    this.kysely = new Kysely({ dialect: new PostgresDialect({ pool: this.driver }) }) as never;
  }

  async close(): Promise<void> {
    await this.driver.end();
  }
}

export function connectLite(url: string): Connection & { close(): Promise<void> } {
  return new LitePgConnection(url) as unknown as Connection & { close(): Promise<void> };
}

/** `name[]`, which pg leaves as text, and the parser of `text[]` that reads it. */
const NAME_ARRAY = 1003;
const readTextArray = pg.types.getTypeParser(1009 as never, "text");

function liteTypes(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  const { INT8, NUMERIC, DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ } = pg.types.builtins;
  for (const oid of [DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ]) types.setTypeParser(oid, (text) => text);
  types.setTypeParser(INT8, (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text)));
  types.setTypeParser(NUMERIC, (text) => (String(Number(text)) === text ? Number(text) : text));
  types.setTypeParser(NAME_ARRAY, readTextArray);
  return types;
}
