import { sql } from "kysely";
import type { Db } from "./db.ts";

/** Sums of the whole platform, by name; for alerts. */
export async function platformFigures(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ figures: Record<string, number> }>`
    select talky.platform_figures() as figures`.execute(db);
  return rows[0]?.figures ?? {};
}
