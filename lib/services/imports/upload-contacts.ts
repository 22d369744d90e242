import { randomUUID } from "node:crypto";
import { dropStaleUploads, insertUpload } from "#lib/data/import-uploads";
import type { Upload } from "#lib/domain/api/import";
import { asUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { holdOpenCampaign } from "./campaign-open.ts";
import { shownFileName, type UploadedFile } from "./start-import.ts";

const KEPT_MS = 24 * 60 * 60 * 1000;

/** Keeps a file to be looked at before it is imported; after a day without it is gone. Throws `not_found`, `conflict` when the campaign is over. */
export async function uploadContacts(
  ctx: UserContext,
  campaignId: string,
  file: UploadedFile,
): Promise<Upload> {
  await asUser(ctx, "contacts.change", (trx, tenantId) => holdOpenCampaign(trx, tenantId, campaignId));
  const id = randomUUID();
  const filePath = `${ctx.actor.tenantId}/${id}`;
  const fileName = shownFileName(file.name);
  await ctx.files.putFile("imports", filePath, file.localPath, "application/octet-stream");
  const stale = await asUser(ctx, "contacts.change", async (trx, tenantId) => {
    await insertUpload(trx, tenantId, {
      id,
      campaignId,
      fileName,
      filePath,
      bytes: file.bytes,
      createdBy: callerId(ctx),
    });
    return dropStaleUploads(trx, tenantId, new Date(ctx.now().getTime() - KEPT_MS));
  });
  for (const path of stale) {
    await ctx.files
      .remove("imports", path)
      .catch((err: unknown) => ctx.log.warn({ err }, "a forgotten upload could not be removed"));
  }
  return { upload_id: id, file_name: fileName, bytes: file.bytes };
}
