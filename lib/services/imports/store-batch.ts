import { insertImportedConsents } from "#lib/data/consents";
import { holdCampaignStatus } from "#lib/data/campaigns";
import { ensureJobsForLeads } from "#lib/data/dialer-jobs";
import { insertImportErrors, type RejectedRow } from "#lib/data/import-errors";
import { insertLeads, numbersElsewhere, numbersNotToCall, type WrittenLeads } from "#lib/data/import-leads";
import { countBatch, type OpenImport } from "#lib/data/imports";
import type { Trx } from "#lib/data/db";
import type { NewLead } from "#lib/data/leads";
import type { ImportErrorCode } from "#lib/domain/api/import";
import { hasCampaignBegun } from "#lib/domain/statuses";
import type { ServiceContext } from "../context.ts";
import { wakeDialer } from "../wake-dialer.ts";
import type { NumberedRow, ReadRow } from "./read-row.ts";
import { UnreadableFile } from "./unreadable-file.ts";

/** Another run of the same import has got ahead of this one, or it was ended: there is nothing left to do here. */
export class Overtaken extends Error {}

export interface RowOfBatch extends NumberedRow {
  read: ReadRow;
}

/** Writes the rows and counts each in exactly one place. Throws Overtaken; UnreadableFile when the campaign is gone. */
export async function storeBatch(
  ctx: ServiceContext,
  work: OpenImport,
  rowsDone: number,
  batch: RowOfBatch[],
  bytesRead: number,
): Promise<void> {
  const { id: importId, tenantId, campaignId } = work;
  const to = { tenantId, campaignId, importId };
  const hasNewJobs = await ctx.db.transaction().execute(async (trx) => {
    const status = await holdCampaignStatus(trx, tenantId, campaignId);
    if (status === null) throw new UnreadableFile("The campaign was deleted while its file was being read.");
    const { leads, rejected } = await sortOut(trx, work, rowsDone, batch);
    const written = await insertLeads(trx, to, leads, work.skip_duplicates ? "skip" : "update");
    const { inserted } = written;
    const updated = written.updated.length;
    await keepConsents(trx, work, batch, written);
    const needJobs = hasCampaignBegun(status) && inserted.length > 0;
    if (needJobs)
      await ensureJobsForLeads(
        trx,
        tenantId,
        campaignId,
        inserted.map(({ id }) => id),
      );
    const isCounted = await countBatch(trx, importId, rowsDone, {
      imported: inserted.length,
      updated,
      rejected: rejected.length,
      duplicatesSkipped: batch.length - rejected.length - inserted.length - updated,
      errors: rejected.map(({ error }) => error),
      bytesRead,
    });
    if (!isCounted) throw new Overtaken();
    await insertImportErrors(trx, tenantId, importId, rejected);
    return needJobs;
  });
  await ctx.live.publish({ type: "campaign.changed", campaignId });
  if (hasNewJobs) await wakeDialer(ctx);
}

/** The first row of a number speaks for it, as it does for everything else. */
async function keepConsents(
  trx: Trx,
  work: OpenImport,
  batch: RowOfBatch[],
  { inserted, updated }: WrittenLeads,
): Promise<void> {
  const consented = new Map<string, { row: number; givenAt: Date; isDated: boolean } | null>();
  for (const { read, line } of batch) {
    if (read.kind !== "contact" || consented.has(read.lead.phone_number)) continue;
    consented.set(
      read.lead.phone_number,
      read.consent && {
        row: line,
        givenAt: read.consent.givenAt ?? work.startedAt,
        isDated: read.consent.givenAt !== null,
      },
    );
  }
  const of = [...inserted, ...updated].flatMap(({ id, phone_number: phoneNumber }) => {
    const said = consented.get(phoneNumber);
    return said ? [{ leadId: id, phoneNumber, ...said }] : [];
  });
  if (of.length === 0) return;
  const { kind, purpose, text } = work.consent ?? { kind: "express", purpose: null, text: "" };
  await insertImportedConsents(trx, { tenantId: work.tenantId, importId: work.id, kind, purpose, text, of });
}

/** Distinct new leads and the rows that are refused; what is in neither is a duplicate. */
async function sortOut(
  trx: Trx,
  work: OpenImport,
  rowsDone: number,
  batch: RowOfBatch[],
): Promise<{ leads: { lead: NewLead; at: string }[]; rejected: RejectedRow[] }> {
  const numbers = batch.flatMap(({ read }) => (read.kind === "contact" ? [read.lead.phone_number] : []));
  const none = new Set<string>();
  const elsewhere = work.workspace_duplicates === "skip" ? await numbersElsewhere(trx, work, numbers) : none;
  const notToCall = work.do_not_call === "reject" ? await numbersNotToCall(trx, work, numbers) : none;
  const rejected: RejectedRow[] = [];
  const leads = new Map<string, { lead: NewLead; at: string }>();
  batch.forEach(({ read, cells, line }, i) => {
    if (read.kind === "rejected") {
      rejected.push({ error: read.error, cells });
      return;
    }
    const { lead } = read;
    const refuse = (code: ImportErrorCode, message: string): void => {
      rejected.push({ error: { row: line, column: null, code, message }, cells });
    };
    if (notToCall.has(lead.phone_number)) refuse("do_not_call", "This number is on the do-not-call list.");
    else if (!elsewhere.has(lead.phone_number) && !leads.has(lead.phone_number)) {
      leads.set(lead.phone_number, { lead, at: placeInTime(work.startedAt, rowsDone + i) });
    }
  });
  return { leads: [...leads.values()], rejected };
}

/** A microsecond earlier for each row: lists that show the newest first then show the file's own order. */
function placeInTime(start: Date, row: number): string {
  const micros = start.getTime() * 1000 - row;
  const ms = Math.floor(micros / 1000);
  const rest = String(micros - ms * 1000).padStart(3, "0");
  return new Date(ms).toISOString().replace("Z", `${rest}Z`);
}
