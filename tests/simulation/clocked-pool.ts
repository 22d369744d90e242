import type pg from "pg";
import { queryBehind, type Statement } from "./query-behind.ts";

type Rows = pg.QueryResult;
const NOTHING = { command: "", rowCount: 0, oid: 0, fields: [], rows: [] } as unknown as Rows;
/** Lists of many lengths make many statements; those are not worth keeping. */
const MOST_PREPARED = 400;

/**
 * Connections on which it is the simulation's time, whenever anything is asked, and whose statements Postgres plans but a
 * few times. What sets the clock, and what begins a transaction, goes out together with the statement that follows.
 */
export class ClockedPool {
  private readonly pool: pg.Pool;
  private readonly nowMs: () => number;
  private readonly clients = new WeakMap<pg.PoolClient, ClockedClient>();

  constructor(pool: pg.Pool, nowMs: () => number) {
    this.pool = pool;
    this.nowMs = nowMs;
  }

  async connect(): Promise<ClockedClient> {
    const client = await this.pool.connect();
    const known = this.clients.get(client) ?? new ClockedClient(client, this.nowMs);
    this.clients.set(client, known);
    return known;
  }

  async query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<R>> {
    const client = await this.connect();
    try {
      return (await client.query(text, values)) as pg.QueryResult<R>;
    } finally {
      client.release();
    }
  }

  end(): Promise<void> {
    return this.pool.end();
  }
}

class ClockedClient {
  private readonly client: pg.PoolClient;
  private readonly nowMs: () => number;
  /** What its clock stands at; null: unknown. */
  private atMs: number | null = null;
  /** A transaction has begun, and nothing was asked in it yet. */
  private isToBegin = false;

  constructor(client: pg.PoolClient, nowMs: () => number) {
    this.client = client;
    this.nowMs = nowMs;
  }

  async query(text: string, values: unknown[] = []): Promise<Rows> {
    if (text === "begin") {
      this.isToBegin = true;
      return NOTHING;
    }
    if (text === "commit" || text === "rollback") {
      if (this.isToBegin) {
        this.isToBegin = false;
        return NOTHING;
      }
      // The clock goes back with everything else.
      if (text === "rollback") this.atMs = null;
      return this.client.query(text);
    }
    const ahead = this.ahead();
    try {
      return await queryBehind(this.client, ahead, { name: nameOf(text), text, values });
    } catch (error) {
      // The clock goes back with everything else.
      this.atMs = null;
      throw error;
    }
  }

  release(error?: Error): void {
    this.client.release(error);
  }

  private ahead(): Statement[] {
    const now = this.nowMs();
    const begin = this.isToBegin ? [{ name: "begin", text: "begin", values: [] }] : [];
    const clock = this.atMs === now ? [] : [{ ...CLOCK, values: [new Date(now).toISOString()] }];
    this.atMs = now;
    this.isToBegin = false;
    return [...begin, ...clock];
  }
}

const CLOCK = { name: "clock", text: "select set_config('virtual.at', $1, false)" };
const names = new Map<string, string>();

/** Empty: it is not kept. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_PREPARED) return known ?? "";
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
