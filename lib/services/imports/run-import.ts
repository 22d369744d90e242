import { setImmediate as breathe } from "node:timers/promises";
import { rememberedUses } from "#lib/data/import-columns";
import { beginImport, endImport, keepDetection, type OpenImport } from "#lib/data/imports";
import type { ImportColumn } from "#lib/domain/api/import";
import { isAppError } from "#lib/errors/app-error";
import type { ServiceContext } from "../context.ts";
import { DEFAULT_COUNTRY, toCountry } from "../contacts/phone-number.ts";
import { wakeDialer } from "../wake-dialer.ts";
import type { Columns } from "./columns.ts";
import { type FileRows, openFileRows } from "./file-rows.ts";
import { type NumberedRow, readRow, type RowReading } from "./read-row.ts";
import { Overtaken, type RowOfBatch, storeBatch } from "./store-batch.ts";
import { UnreadableFile } from "./unreadable-file.ts";

const BATCH_ROWS = 1000;
/** The process holds conversations too: nothing may keep it for longer than a few milliseconds. */
const ROWS_AT_A_TIME = 40;

/**
 * The worker's job. Rows and their counts are written in the same transaction, so that a run that was broken off goes on
 * after the last batch and no row counts twice. A file that cannot be read ends as `failed`; other errors are thrown.
 */
export async function runImport(ctx: ServiceContext, importId: string): Promise<void> {
  const work = await beginImport(ctx.db, importId);
  if (!work) return;
  try {
    await importRows(ctx, work);
    await endImport(ctx.db, importId, null);
    ctx.log.info({ importId, campaignId: work.campaignId }, "an import is done");
  } catch (error) {
    if (error instanceof Overtaken) return;
    const sentence = failureSentence(error);
    if (sentence === null) throw error;
    await endImport(ctx.db, importId, sentence);
    ctx.log.info({ importId, campaignId: work.campaignId }, "an import failed on its file");
  }
  await ctx.live.publish({ type: "campaign.changed", campaignId: work.campaignId });
  // A campaign waits for its imports before it is complete.
  await wakeDialer(ctx);
}

/** null: not the file's fault, so it is worth another try. */
function failureSentence(error: unknown): string | null {
  if (error instanceof UnreadableFile) return error.message;
  if (isAppError(error) && error.code === "not_found") return "The uploaded file is gone. Upload it again.";
  return null;
}

async function importRows(ctx: ServiceContext, work: OpenImport): Promise<void> {
  const file = await openAsBefore(ctx, work);
  const reading: RowReading = {
    country: toCountry(work.default_country ?? DEFAULT_COUNTRY) ?? DEFAULT_COUNTRY,
    isConsented: work.consent !== null,
    now: work.startedAt,
  };
  // The next batch is read while the database writes the one before.
  let writing: Promise<void> = Promise.resolve();
  let rowsDone = work.rowsDone;
  try {
    for await (const rows of batches(file, rowsDone)) {
      const batch = await readBatch(rows, file.columns, reading);
      await writing;
      writing = storeBatch(ctx, work, rowsDone, batch, file.bytesRead());
      writing.catch(() => undefined);
      rowsDone += batch.length;
    }
    await writing;
  } finally {
    await writing.catch(() => undefined);
    await file.close();
  }
}

/** The file as it was understood at the first run; whatever the tenant has taught us since changes nothing. */
async function openAsBefore(ctx: ServiceContext, work: OpenImport): Promise<FileRows> {
  const { columns, detected } = work;
  if (columns && detected) {
    const { encoding, sheet, header_row } = detected;
    const delimiter = work.reading.delimiter;
    return openFileRows(ctx.files, {
      filePath: work.filePath,
      reading: { encoding, sheet, header_row, delimiter },
      mapping: Object.fromEntries(columns.map(({ name, use }) => [name, use])),
      remembered: new Map(),
    });
  }
  const remembered = await rememberedUses(ctx.db, work.tenantId);
  const file = await openFileRows(ctx.files, { ...work, remembered });
  const found: ImportColumn[] = file.columns.names.map((name, at) => ({
    name,
    use: file.columns.uses[at] ?? "custom",
  }));
  if (await keepDetection(ctx.db, work.id, file.detected, found)) return file;
  await file.close();
  throw new Overtaken();
}

/** The rows that are not done yet. */
async function* batches(file: FileRows, rowsDone: number): AsyncGenerator<NumberedRow[]> {
  let skip = rowsDone;
  let batch: NumberedRow[] = [];
  for await (const group of file.rows()) {
    const left = Math.max(0, group.length - skip);
    const fresh = skip === 0 ? group : group.slice(group.length - left);
    skip -= group.length - left;
    for (let at = 0; at < fresh.length;) {
      const taken = fresh.slice(at, at + BATCH_ROWS - batch.length);
      batch.push(...taken);
      at += taken.length;
      if (batch.length < BATCH_ROWS) break;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function readBatch(rows: NumberedRow[], columns: Columns, reading: RowReading): Promise<RowOfBatch[]> {
  const batch: RowOfBatch[] = [];
  for (const row of rows) {
    batch.push({ cells: row.cells, line: row.line, read: readRow(row, columns, reading) });
    if (batch.length % ROWS_AT_A_TIME === 0) await breathe();
  }
  return batch;
}
