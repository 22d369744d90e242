import { sql } from "kysely";
import type { Db } from "./db.ts";

export interface DoomedFile {
  bucket: "recordings" | "imports";
  path: string;
}

/** Files that are to go, the longest ago first. */
export async function doomedFiles(db: Db, limit: number): Promise<DoomedFile[]> {
  const rows = await db
    .selectFrom("doomed_files")
    .select(["bucket", "path"])
    .where(sql<boolean>`doomed_at <= clock_timestamp()`)
    .orderBy("doomed_at")
    .limit(limit)
    .execute();
  return rows.map(({ bucket, path }) => ({ bucket: bucket as DoomedFile["bucket"], path }));
}

/** It is not in the storage any more. */
export async function forgetDoomedFile(db: Db, { bucket, path }: DoomedFile): Promise<void> {
  await db.deleteFrom("doomed_files").where("bucket", "=", bucket).where("path", "=", path).execute();
}

/** It could not be removed: a minute later. */
export async function postponeDoomedFile(db: Db, { bucket, path }: DoomedFile): Promise<void> {
  await db
    .updateTable("doomed_files")
    .set({ doomed_at: sql`clock_timestamp() + interval '1 minute'` })
    .where("bucket", "=", bucket)
    .where("path", "=", path)
    .execute();
}
