import { sql } from "kysely";
import { isoOrNull } from "./keyset.ts";
import type { Db } from "./db.ts";
import { type Import, type ImportError, type ImportOptions, MAX_IMPORT_ERRORS } from "#lib/domain/api/import";
import type { ImportStatus } from "#lib/domain/statuses";

export interface NewImport extends ImportOptions {
  id: string;
  campaignId: string;
  fileName: string;
  filePath: string;
  bytes: number;
  createdBy: string;
}

export async function insertImport(db: Db, tenantId: string, input: NewImport): Promise<void> {
  await db
    .insertInto("imports")
    .values({
      id: input.id,
      tenant_id: tenantId,
      campaign_id: input.campaignId,
      file_name: input.fileName,
      file_path: input.filePath,
      bytes: input.bytes,
      mapping: input.mapping ? JSON.stringify(input.mapping) : null,
      default_country: input.default_country,
      skip_duplicates: input.skip_duplicates,
      created_by: input.createdBy,
    })
    .execute();
}

export async function findImport(db: Db, tenantId: string, id: string): Promise<Import | null> {
  const row = await db
    .selectFrom("imports")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    campaign_id: row.campaign_id,
    file_name: row.file_name,
    bytes: row.bytes,
    status: row.status as ImportStatus,
    total_rows: row.total_rows,
    imported: row.imported,
    updated: row.updated,
    duplicates_skipped: row.duplicates_skipped,
    rejected: row.rejected,
    errors: row.errors as unknown as ImportError[],
    failure: row.failure,
    created_at: row.created_at.toISOString(),
    started_at: isoOrNull(row.started_at),
    finished_at: isoOrNull(row.finished_at),
  };
}

/** What the worker needs to run an import. */
export interface OpenImport extends ImportOptions {
  id: string;
  tenantId: string;
  campaignId: string;
  filePath: string;
  /** Rows that are in the counts already: a run that was broken off goes on after them. */
  rowsDone: number;
  startedAt: Date;
}

const openImportColumns = [
  "id",
  "tenant_id",
  "campaign_id",
  "file_path",
  "mapping",
  "default_country",
  "skip_duplicates",
  "total_rows",
  "started_at",
] as const;

/** Takes the import to `running`; null: it has ended, or there is none. */
export async function beginImport(db: Db, id: string): Promise<OpenImport | null> {
  const row = await db
    .updateTable("imports")
    .set({ status: "running", started_at: sql`coalesce(started_at, now())` })
    .where("id", "=", id)
    .where("status", "in", ["queued", "running"])
    .returning(openImportColumns)
    .executeTakeFirst();
  return row
    ? {
        id: row.id,
        tenantId: row.tenant_id,
        campaignId: row.campaign_id,
        filePath: row.file_path,
        mapping: row.mapping as ImportOptions["mapping"],
        default_country: row.default_country,
        skip_duplicates: row.skip_duplicates,
        rowsDone: row.total_rows,
        startedAt: row.started_at ?? new Date(0),
      }
    : null;
}

/** The file of an import and how it is to be read, for its errors. */
export async function findImportFile(
  db: Db,
  tenantId: string,
  id: string,
): Promise<Pick<OpenImport, "filePath" | "mapping" | "default_country"> | null> {
  const row = await db
    .selectFrom("imports")
    .select(["file_path", "mapping", "default_country"])
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row
    ? {
        filePath: row.file_path,
        mapping: row.mapping as ImportOptions["mapping"],
        default_country: row.default_country,
      }
    : null;
}

export interface BatchCounts {
  imported: number;
  updated: number;
  duplicatesSkipped: number;
  rejected: number;
  errors: ImportError[];
}

/** Adds a batch to the counts; false: another run has gone on from `rowsDone` already, so this one must be undone. */
export async function countBatch(
  db: Db,
  importId: string,
  rowsDone: number,
  batch: BatchCounts,
): Promise<boolean> {
  const rows = batch.imported + batch.updated + batch.duplicatesSkipped + batch.rejected;
  const result = await sql`
    update talky.imports set total_rows = total_rows + ${rows}, imported = imported + ${batch.imported},
      updated = updated + ${batch.updated}, duplicates_skipped = duplicates_skipped + ${batch.duplicatesSkipped},
      rejected = rejected + ${batch.rejected},
      errors = (select coalesce(jsonb_agg(e order by n), '[]') from jsonb_array_elements(
        errors || ${JSON.stringify(batch.errors)}::jsonb) with ordinality as x(e, n) where n <= ${MAX_IMPORT_ERRORS})
    where id = ${importId}::uuid and status = 'running' and total_rows = ${rowsDone}
  `.execute(db);
  return result.numAffectedRows === 1n;
}

/** Ends the import; `failure` is one sentence for the person who uploaded the file. Ending an ended import changes nothing. */
export async function endImport(db: Db, id: string, failure: string | null): Promise<void> {
  await db
    .updateTable("imports")
    .set({ status: failure === null ? "done" : "failed", failure, finished_at: sql`now()` })
    .where("id", "=", id)
    .where("status", "in", ["queued", "running"])
    .execute();
}
