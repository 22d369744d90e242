import { sql } from "kysely";
import type { Db } from "./db.ts";
import type { ColumnUse } from "#lib/domain/api/import";

/** What the tenant made of each column before, by compact header. */
export async function rememberedUses(db: Db, tenantId: string): Promise<Map<string, ColumnUse>> {
  const rows = await db
    .selectFrom("import_columns")
    .select(["header", "use"])
    .where("tenant_id", "=", tenantId)
    .orderBy("used_at", "desc")
    .limit(2000)
    .execute();
  return new Map(rows.map((row) => [row.header, row.use as ColumnUse]));
}

export async function rememberUses(
  db: Db,
  tenantId: string,
  uses: { header: string; use: ColumnUse }[],
): Promise<void> {
  if (uses.length === 0) return;
  await db
    .insertInto("import_columns")
    .values(uses.map((use) => ({ ...use, tenant_id: tenantId })))
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "header"]).doUpdateSet({ use: sql`excluded.use`, used_at: sql`now()` }),
    )
    .execute();
}
