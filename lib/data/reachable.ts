import { sql } from "kysely";
import type { Db } from "./db.ts";

/** Rejects when the database cannot be asked. */
export async function pingDatabase(db: Db): Promise<void> {
  await sql`select 1`.execute(db);
}
