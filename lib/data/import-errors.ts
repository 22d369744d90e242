import type { Db } from "./db.ts";
import type { ImportColumn, ImportError } from "#lib/domain/api/import";

/** A rejected row with its cells, as it stood in the file. */
export interface RejectedRow {
  error: ImportError;
  cells: string[];
}

export async function insertImportErrors(
  db: Db,
  tenantId: string,
  importId: string,
  rows: RejectedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto("import_errors")
    .values(
      rows.map(({ error, cells }) => ({
        tenant_id: tenantId,
        import_id: importId,
        row: error.row,
        column_name: error.column,
        code: error.code,
        message: error.message,
        cells: JSON.stringify(cells),
      })),
    )
    .execute();
}

export interface ImportErrorHead {
  columns: ImportColumn[];
  failure: string | null;
}

/** null: there is no such import. */
export async function findErrorHead(
  db: Db,
  tenantId: string,
  importId: string,
): Promise<ImportErrorHead | null> {
  const row = await db
    .selectFrom("imports")
    .select(["columns", "failure"])
    .where("tenant_id", "=", tenantId)
    .where("id", "=", importId)
    .executeTakeFirst();
  return row ? { columns: (row.columns ?? []) as unknown as ImportColumn[], failure: row.failure } : null;
}

/** The next rejected rows of the file after row `after`. */
export async function listImportErrors(
  db: Db,
  tenantId: string,
  importId: string,
  after: number,
  limit: number,
): Promise<RejectedRow[]> {
  const rows = await db
    .selectFrom("import_errors")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("import_id", "=", importId)
    .where("row", ">", after)
    .orderBy("row")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    error: {
      row: row.row,
      column: row.column_name,
      code: row.code as ImportError["code"],
      message: row.message,
    },
    cells: row.cells as unknown as string[],
  }));
}
