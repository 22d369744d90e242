import { randomUUID } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { findCampaign } from "#lib/data/campaigns";
import { addDncNumbers } from "#lib/data/dnc-entries";
import type { DncImport } from "#lib/domain/api/dnc";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser, callerName } from "../auth/as-user.ts";
import { DEFAULT_COUNTRY, readPhoneNumber, toCountry } from "../contacts/phone-number.ts";
import type { UserContext } from "../context.ts";
import { openFileRows } from "../imports/file-rows.ts";
import { refuseUnknownCountry, shownFileName, type UploadedFile } from "../imports/start-import.ts";
import { UnreadableFile } from "../imports/unreadable-file.ts";
import { missing } from "../missing.ts";

const BATCH_ROWS = 2000;
const ROWS_AT_A_TIME = 100;
const MAX_ERRORS = 100;
const AS_IT_LOOKS = { encoding: null, delimiter: null, sheet: null, header_row: null };

export interface DncFileOptions {
  campaignId: string | null;
  country: string | null;
  reason: string;
}

/**
 * Puts every number of a file on the list, at once: nobody in it is called from the answer on. All of the file counts or
 * none of it. Throws `invalid` for a file or a country that cannot be read, `not_found` for the campaign.
 */
export async function importDnc(
  ctx: UserContext,
  file: UploadedFile,
  options: DncFileOptions,
): Promise<DncImport> {
  refuseUnknownCountry(options.country);
  const path = `${ctx.actor.tenantId}/dnc-${randomUUID()}`;
  await ctx.files.putFile("imports", path, file.localPath, "application/octet-stream");
  try {
    return await addNumbers(ctx, path, shownFileName(file.name), options);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const fields = [{ path: "file", message: error.message }];
    throw new AppError("invalid", { publicMessage: error.message, fields });
  } finally {
    await ctx.files
      .remove("imports", path)
      .catch((err: unknown) => ctx.log.warn({ err }, "a do-not-call file could not be removed"));
  }
}

async function addNumbers(
  ctx: UserContext,
  filePath: string,
  fileName: string,
  { campaignId, country, reason }: DncFileOptions,
): Promise<DncImport> {
  const file = await openFileRows(ctx.files, {
    filePath,
    reading: AS_IT_LOOKS,
    mapping: null,
    remembered: new Map(),
  });
  const at = file.columns.uses.indexOf("phone_number");
  const from = toCountry(country ?? DEFAULT_COUNTRY) ?? DEFAULT_COUNTRY;
  const report: DncImport = { total_rows: 0, added: 0, known: 0, rejected: 0, errors: [] };
  try {
    await asUser(ctx, "dnc.add", async (trx, tenantId) => {
      if (campaignId !== null && !(await findCampaign(trx, tenantId, campaignId))) throw missing("campaign");
      const createdBy = callerName(ctx);
      const entry = {
        tenantId,
        campaignId,
        reason: reason || fileName,
        source: "import",
        createdBy,
      } as const;
      let numbers: string[] = [];
      const store = async (): Promise<void> => {
        if (numbers.length > 0) report.added += await addDncNumbers(trx, entry, numbers);
        numbers = [];
      };
      for await (const group of file.rows()) {
        for (const { cells, line } of group) {
          report.total_rows += 1;
          const read = readPhoneNumber(cells[at] ?? "", from);
          if ("problem" in read) {
            report.rejected += 1;
            if (report.errors.length < MAX_ERRORS) report.errors.push({ row: line, message: read.problem });
          } else numbers.push(read.number);
          if (report.total_rows % ROWS_AT_A_TIME === 0) await breathe();
          if (numbers.length >= BATCH_ROWS) await store();
        }
      }
      await store();
      report.known = report.total_rows - report.added - report.rejected;
      await auditUser(ctx, trx, {
        action: "dnc.import",
        subjectType: "dnc_entry",
        data: { file_name: fileName, campaign_id: campaignId, added: report.added },
      });
    });
  } finally {
    await file.close();
  }
  return report;
}
