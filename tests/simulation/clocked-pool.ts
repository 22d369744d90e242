import type pg from "pg";

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
    const before = this.prelude();
    const name = nameOf(text);
    const asked = this.client.query(name === null ? { text, values } : { name, text, values });
    // Its failure is that of the statement, which waits for it.
    await Promise.all([before, asked]);
    return asked;
  }

  release(error?: Error): void {
    this.client.release(error);
  }

  private prelude(): Promise<unknown> | null {
    const now = this.nowMs();
    const sent: string[] = [];
    if (this.atMs !== now) sent.push(`set virtual.at = '${new Date(now).toISOString()}'`);
    if (this.isToBegin) sent.push("begin");
    this.atMs = now;
    this.isToBegin = false;
    return sent.length > 0 ? this.client.query(sent.join("; ")) : null;
  }
}

const names = new Map<string, string>();

function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known || names.size >= MOST_PREPARED) return known ?? null;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
