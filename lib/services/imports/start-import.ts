import { randomUUID } from "node:crypto";
import { rememberUses } from "#lib/data/import-columns";
import { takeUpload } from "#lib/data/import-uploads";
import { insertImport, type NewImport } from "#lib/data/imports";
import type { Trx } from "#lib/data/db";
import {
  type ImportAccepted,
  importAcceptedSchema,
  type ImportOfUpload,
  type ImportOptions,
} from "#lib/domain/api/import";
import { isAppError } from "#lib/errors/app-error";
import { askWorker } from "../ask-worker.ts";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { toCountry } from "../contacts/phone-number.ts";
import { missing, wrongField } from "../missing.ts";
import { asUserOnce } from "../once.ts";
import { holdOpenCampaign } from "./campaign-open.ts";
import { compactHeader, ERROR_FILE_HEADER, isErrorFileHeader } from "./columns.ts";

export interface UploadedFile {
  name: string;
  /** Where it lies until the verb has ended. */
  localPath: string;
  bytes: number;
}

export const shownFileName = (name: string): string => name.slice(0, 200).toWellFormed() || "contacts.csv";

/**
 * Keeps the file and leaves the reading to the worker. Throws `not_found`, `conflict` when the campaign is over,
 * `invalid` for an unknown country.
 */
export async function startImport(
  ctx: UserContext,
  campaignId: string,
  file: UploadedFile,
  options: ImportOptions,
): Promise<ImportAccepted> {
  refuseUnknownCountry(options.default_country);
  // Before a large file is passed on. A request that may be answered already is asked about below.
  if (!ctx.idempotencyKey)
    await asUser(ctx, "contacts.change", (trx, tenantId) => holdOpenCampaign(trx, tenantId, campaignId));
  const id = randomUUID();
  const filePath = `${ctx.actor.tenantId}/${id}`;
  await ctx.files.putFile("imports", filePath, file.localPath, "application/octet-stream");
  const { bytes } = file;
  const fileName = shownFileName(file.name);
  const asked = { import: { campaignId, fileName, bytes, options } };
  const accepted = await asUserOnce(
    ctx,
    "contacts.change",
    { asked, answer: importAcceptedSchema },
    async (trx, tenantId) => {
      await holdOpenCampaign(trx, tenantId, campaignId);
      const createdBy = callerId(ctx);
      await keepImport(ctx, trx, { ...options, id, campaignId, fileName, filePath, bytes, createdBy });
      return { import_id: id };
    },
  ).catch(async (error: unknown) => {
    // Refused, so nobody would ever ask for the file. After a fault it may be asked for.
    if (isAppError(error) && error.status < 500) await ctx.files.remove("imports", filePath);
    throw error;
  });
  // The same request as before: its file is there.
  if (accepted.import_id !== id) await ctx.files.remove("imports", filePath);
  await askWorker(ctx, (queue) => queue.runImport(accepted.import_id));
  return accepted;
}

/** The same for a file that was uploaded before; what is said of its columns is remembered. Throws `not_found` for an upload that is gone. */
export async function startImportOfUpload(
  ctx: UserContext,
  campaignId: string,
  { upload_id, ...options }: ImportOfUpload,
): Promise<ImportAccepted> {
  refuseUnknownCountry(options.default_country);
  const asked = { import: { campaignId, upload_id, options } };
  const accepted = await asUserOnce(
    ctx,
    "contacts.change",
    { asked, answer: importAcceptedSchema },
    async (trx, tenantId) => {
      const id = randomUUID();
      await holdOpenCampaign(trx, tenantId, campaignId);
      const upload = await takeUpload(trx, tenantId, campaignId, upload_id);
      if (!upload) throw missing("upload");
      await keepImport(ctx, trx, { ...upload, ...options, id, createdBy: callerId(ctx) });
      await rememberUses(trx, tenantId, headersOf(options.mapping ?? {}));
      return { import_id: id };
    },
  );
  await askWorker(ctx, (queue) => queue.runImport(accepted.import_id));
  return accepted;
}

async function keepImport(ctx: UserContext, trx: Trx, input: NewImport): Promise<void> {
  await insertImport(trx, ctx.actor.tenantId, input);
  await auditUser(ctx, trx, {
    action: "contacts.import",
    subjectType: "import",
    subjectId: input.id,
    data: { campaign_id: input.campaignId, bytes: input.bytes },
  });
}

/** Whom one may call is chosen anew for each file. Two headers may be spelled alike; a column without a name, and what an error file of ours begins with, say nothing of the next file's. */
function headersOf(mapping: NonNullable<ImportOptions["mapping"]>) {
  const given = Object.entries(mapping).map(
    ([name, use]) => [compactHeader(name).slice(0, 200), use] as const,
  );
  const own = isErrorFileHeader(given.map(([header]) => header))
    ? given.slice(ERROR_FILE_HEADER.length)
    : given;
  return [...new Map(own)]
    .filter(([header]) => header !== "" && !/^column\d+$/.test(header))
    .map(([header, use]) => ({ header, use }))
    .filter(({ use }) => use !== "consent");
}

export function refuseUnknownCountry(country: string | null): void {
  if (country !== null && toCountry(country) === null) {
    throw wrongField("default_country", "There is no such country.");
  }
}
