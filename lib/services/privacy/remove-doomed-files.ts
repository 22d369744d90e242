import { doomedFiles, forgetDoomedFile, postponeDoomedFile } from "#lib/data/doomed-files";
import { isAppError } from "#lib/errors/app-error";
import type { ServiceContext } from "../context.ts";

const AT_ONCE = 50;

/** Removes files whose rows are gone from the storage. One that cannot be removed now stays for later. */
export async function removeDoomedFiles(ctx: ServiceContext): Promise<void> {
  for (const file of await doomedFiles(ctx.db, AT_ONCE)) {
    try {
      await ctx.files.remove(file.bucket, file.path);
    } catch (err) {
      // What is not there any more is what was wanted.
      if (!isAppError(err) || err.code !== "not_found") {
        ctx.log.warn({ err, bucket: file.bucket }, "a file could not be removed from the storage");
        await postponeDoomedFile(ctx.db, file);
        continue;
      }
    }
    await forgetDoomedFile(ctx.db, file);
  }
}
