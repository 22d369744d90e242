import type pg from "pg";
import { createDb, type Db } from "#lib/data/db";
import type { ClockedPool } from "./clocked-pool.ts";

/** Stands around each statement of a process; may throw (the process has died) or let time pass (it was frozen). */
export interface Watcher {
  before(statement: string): Promise<void>;
  after(statement: string): Promise<void>;
  /** Plants a fault: the statement that is sent instead. */
  rewrite?: (statement: string) => string;
}

/** A process's own way to the database, every statement watched. What a dead process left open is rolled back. */
export function watchedDb(pool: ClockedPool, watcher: Watcher): Db {
  const connect = async () => {
    const client = await pool.connect();
    return {
      async query(text: string, values: unknown[]) {
        if (text === "rollback") return client.query(text);
        await watcher.before(text);
        const result = await client.query(watcher.rewrite?.(text) ?? text, values);
        await watcher.after(text);
        return result;
      },
      release: (error?: Error) => client.release(error),
    };
  };
  return createDb({ connect, end: () => Promise.resolve() } as unknown as pg.Pool);
}
