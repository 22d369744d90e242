import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDb, createPool } from "#lib/data/db";
import { openQueueConnection } from "#lib/queue/connection";
import { createOwnDatabase, type OwnDatabase } from "./own-database.ts";

let database: OwnDatabase;
beforeAll(async () => {
  database = await createOwnDatabase();
});
afterAll(() => database.drop());

/** What would end the process: an error that nobody listened to. */
async function uncaughtDuring(run: () => Promise<void>): Promise<Error[]> {
  const uncaught: Error[] = [];
  const others = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", (error) => uncaught.push(error));
  try {
    await run();
  } finally {
    process.removeAllListeners("uncaughtException");
    for (const listener of others) process.on("uncaughtException", listener);
  }
  return uncaught;
}

const terminate = (name: string): Promise<unknown> =>
  database.owner.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [
    name,
  ]);

test("a connection lost in the middle of a transaction fails that transaction and nothing else", async () => {
  const pool = createPool(database.ownerUrl, { name: "lost in a transaction" });
  const db = createDb(pool);
  const uncaught = await uncaughtDuring(async () => {
    const work = db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx);
      const gone = new Promise((resolve) => pool.once("remove", resolve));
      const lost = new Promise((resolve) => setTimeout(resolve, 300));
      await terminate("lost in a transaction");
      await Promise.race([gone, lost]);
      await sql`select 2`.execute(trx);
    });
    await expect(work).rejects.toBeInstanceOf(Error);
  });
  expect(uncaught).toEqual([]);
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

test("a connection of the queue lost while in use is told, and ends no process", async () => {
  const told: Error[] = [];
  const connection = openQueueConnection({
    databaseUrl: database.ownerUrl,
    name: "lost queue",
    onError: (error) => told.push(error),
  });
  if (connection.kind !== "postgres") throw new Error("no Postgres");
  const { pool } = connection;
  const uncaught = await uncaughtDuring(async () => {
    const client = await pool.connect();
    const ended = new Promise((resolve) => client.once("end", resolve));
    await terminate("lost queue");
    await ended;
    client.release(true);
  });
  expect(uncaught).toEqual([]);
  expect(told.length).toBeGreaterThan(0);
  await connection.close();
});
