import { holdCampaignStatus } from "#lib/data/campaigns";
import { ensureJobsForLeads } from "#lib/data/dialer-jobs";
import { beginImport, countBatch, endImport, type OpenImport } from "#lib/data/imports";
import { insertLeads } from "#lib/data/leads";
import { hasCampaignBegun } from "#lib/domain/statuses";
import { isAppError } from "#lib/errors/app-error";
import type { ServiceContext } from "../context.ts";
import { wakeDialer } from "../wake-dialer.ts";
import { type FileRow, fileRows } from "./file-rows.ts";
import { UnreadableFile } from "./unreadable-file.ts";

const BATCH_ROWS = 500;

/** Another run of the same import has got ahead of this one, or it was ended: there is nothing left to do here. */
class Overtaken extends Error {}

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
  let row = 0;
  let batch: FileRow[] = [];
  const store = async (): Promise<void> => {
    if (batch.length === 0) return;
    await storeBatch(ctx, work, row - batch.length, batch);
    batch = [];
  };
  for await (const read of fileRows(ctx.files, work)) {
    row += 1;
    if (row <= work.rowsDone) continue;
    batch.push(read);
    if (batch.length === BATCH_ROWS) await store();
  }
  await store();
}

async function storeBatch(
  ctx: ServiceContext,
  work: OpenImport,
  rowsDone: number,
  batch: FileRow[],
): Promise<void> {
  const { id: importId, tenantId, campaignId } = work;
  const contacts = batch.flatMap((row, i) =>
    row.kind === "contact" ? [{ lead: row.lead, at: placeInTime(work.startedAt, rowsDone + i) }] : [],
  );
  const errors = batch.flatMap((row) => (row.kind === "rejected" ? [row.error] : []));
  const hasNewJobs = await ctx.db.transaction().execute(async (trx) => {
    const status = await holdCampaignStatus(trx, tenantId, campaignId);
    if (status === null) throw new UnreadableFile("The campaign was deleted while its file was being read.");
    const onDuplicate = work.skip_duplicates ? "skip" : "update";
    const { inserted, updated } = await insertLeads(
      trx,
      { tenantId, campaignId, importId },
      contacts,
      onDuplicate,
    );
    const needJobs = hasCampaignBegun(status) && inserted.length > 0;
    if (needJobs) await ensureJobsForLeads(trx, tenantId, campaignId, inserted);
    const isCounted = await countBatch(trx, importId, rowsDone, {
      imported: inserted.length,
      updated,
      rejected: errors.length,
      duplicatesSkipped: batch.length - errors.length - inserted.length - updated,
      errors,
    });
    if (!isCounted) throw new Overtaken();
    return needJobs;
  });
  if (hasNewJobs) await wakeDialer(ctx);
}

/** A microsecond earlier for each row: lists that show the newest first then show the file's own order. */
function placeInTime(start: Date, row: number): string {
  const micros = start.getTime() * 1000 - row;
  const ms = Math.floor(micros / 1000);
  const rest = String(micros - ms * 1000).padStart(3, "0");
  return new Date(ms).toISOString().replace("Z", `${rest}Z`);
}
