import { randomUUID } from "node:crypto";
import { holdCampaignStatus } from "#lib/data/campaigns";
import { insertImport } from "#lib/data/imports";
import { type ImportAccepted, type ImportOptions, MAX_IMPORT_BYTES } from "#lib/domain/api/import";
import { isCampaignOver } from "#lib/domain/statuses";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { toCountry } from "../contacts/phone-number.ts";
import { missing, wrongField } from "../missing.ts";

export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
}

/**
 * Keeps the file and leaves the reading to the worker. Throws `not_found`, `conflict` when the campaign is over,
 * `too_large`, `invalid` for an unknown country.
 */
export async function startImport(
  ctx: UserContext,
  campaignId: string,
  file: UploadedFile,
  options: ImportOptions,
): Promise<ImportAccepted> {
  if (file.bytes.length > MAX_IMPORT_BYTES) {
    throw new AppError("too_large", { publicMessage: "The file is larger than 5 MB. Split it." });
  }
  if (options.default_country !== null && toCountry(options.default_country) === null) {
    throw wrongField("default_country", "There is no such country.");
  }
  await asUser(ctx, async (trx, tenantId) => {
    const status = await holdCampaignStatus(trx, tenantId, campaignId);
    if (status === null) throw missing("campaign");
    if (isCampaignOver(status)) {
      throw new AppError("conflict", { publicMessage: `The campaign is ${status}; make a new one.` });
    }
  });
  const id = randomUUID();
  const filePath = `${ctx.actor.tenantId}/${id}`;
  await ctx.files.putBytes("imports", filePath, file.bytes, "text/csv");
  await asUser(ctx, async (trx, tenantId) => {
    await insertImport(trx, tenantId, {
      ...options,
      id,
      campaignId,
      fileName: file.name.slice(0, 200) || "contacts.csv",
      filePath,
      bytes: file.bytes.length,
      createdBy: ctx.actor.userId,
    });
    await auditUser(ctx, trx, {
      action: "contacts.import",
      subjectType: "import",
      subjectId: id,
      data: { campaign_id: campaignId, bytes: file.bytes.length },
    });
  });
  await ctx.queue.runImport(id);
  return { import_id: id };
}
