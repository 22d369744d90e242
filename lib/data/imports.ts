import { sql } from "kysely";
import { isoOrNull } from "./keyset.ts";
import type { Db } from "./db.ts";
import {
  type Detected,
  type Import,
  type ImportColumn,
  type ImportError,
  importConsentSchema,
  type ImportOptions,
  MAX_IMPORT_ERRORS,
  readingSchema,
} from "#lib/domain/api/import";
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
      workspace_duplicates: input.workspace_duplicates,
      do_not_call: input.do_not_call,
      reading: JSON.stringify(input.reading),
      consent: input.consent ? JSON.stringify(input.consent) : null,
      created_by: input.createdBy,
    })
    .execute();
}

export async function findImport(db: Db, tenantId: string, id: string): Promise<Import | null> {
  const row = await importsOf(db, tenantId).where("id", "=", id).executeTakeFirst();
  return row ? toImport(row) : null;
}

/** Those of a campaign that go on or have just ended. */
export async function recentImports(db: Db, tenantId: string, campaignId: string): Promise<Import[]> {
  const rows = await importsOf(db, tenantId)
    .where("campaign_id", "=", campaignId)
    .where((eb) =>
      eb.or([
        eb("status", "in", ["queued", "running"]),
        eb("finished_at", ">", sql<Date>`now() - interval '10 seconds'`),
      ]),
    )
    .execute();
  return rows.map(toImport);
}

const importsOf = (db: Db, tenantId: string) =>
  db.selectFrom("imports").selectAll().where("tenant_id", "=", tenantId);

type ImportRow = Awaited<ReturnType<ReturnType<typeof importsOf>["executeTakeFirstOrThrow"]>>;

function toImport(row: ImportRow): Import {
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
    progress: progressOf(row),
    detected: row.detected as unknown as Detected | null,
    failure: row.failure,
    created_at: row.created_at.toISOString(),
    started_at: isoOrNull(row.started_at),
    finished_at: isoOrNull(row.finished_at),
  };
}

function progressOf(row: { status: string; bytes: number; bytes_read: number }): number {
  if (row.status === "done" || row.status === "undone") return 1;
  return row.bytes > 0 ? Math.min(1, row.bytes_read / row.bytes) : 0;
}

/** What the worker needs to run an import. */
export interface OpenImport extends ImportOptions {
  id: string;
  tenantId: string;
  campaignId: string;
  filePath: string;
  bytes: number;
  /** Rows that are in the counts already: a run that was broken off goes on after them. */
  rowsDone: number;
  /** How the file was read at the first run: it is read so again. */
  detected: Detected | null;
  columns: ImportColumn[] | null;
  startedAt: Date;
}

/** Takes the import to `running`; null: it has ended, or there is none. */
export async function beginImport(db: Db, id: string): Promise<OpenImport | null> {
  const row = await db
    .updateTable("imports")
    .set({ status: "running", started_at: sql`coalesce(started_at, now())` })
    .where("id", "=", id)
    .where("status", "in", ["queued", "running"])
    .returningAll()
    .executeTakeFirst();
  return row
    ? {
        id: row.id,
        tenantId: row.tenant_id,
        campaignId: row.campaign_id,
        filePath: row.file_path,
        bytes: row.bytes,
        mapping: row.mapping as ImportOptions["mapping"],
        default_country: row.default_country,
        skip_duplicates: row.skip_duplicates,
        workspace_duplicates: row.workspace_duplicates as ImportOptions["workspace_duplicates"],
        do_not_call: row.do_not_call as ImportOptions["do_not_call"],
        reading: readingSchema.parse(row.reading),
        consent: importConsentSchema.nullable().parse(row.consent),
        rowsDone: row.total_rows,
        detected: row.detected as unknown as Detected | null,
        columns: row.columns as unknown as ImportColumn[] | null,
        startedAt: row.started_at ?? new Date(0),
      }
    : null;
}

/** Keeps how the file was understood, at the first run only; false: another run has kept it already. */
export async function keepDetection(
  db: Db,
  importId: string,
  detected: Detected,
  columns: ImportColumn[],
): Promise<boolean> {
  const result = await db
    .updateTable("imports")
    .set({ detected: JSON.stringify(detected), columns: JSON.stringify(columns) })
    .where("id", "=", importId)
    .where("status", "=", "running")
    .where("columns", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface BatchCounts {
  imported: number;
  updated: number;
  duplicatesSkipped: number;
  rejected: number;
  errors: ImportError[];
  bytesRead: number;
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
      rejected = rejected + ${batch.rejected}, bytes_read = greatest(bytes_read, ${batch.bytesRead}),
      errors = case when jsonb_array_length(errors) >= ${MAX_IMPORT_ERRORS} then errors
        else (select coalesce(jsonb_agg(e order by n), '[]') from jsonb_array_elements(
          errors || ${JSON.stringify(batch.errors.slice(0, MAX_IMPORT_ERRORS))}::jsonb) with ordinality as x(e, n)
          where n <= ${MAX_IMPORT_ERRORS}) end
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
