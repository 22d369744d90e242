import type { Db } from "./db.ts";

export interface StoredUpload {
  id: string;
  campaignId: string;
  fileName: string;
  filePath: string;
  bytes: number;
}

export async function insertUpload(
  db: Db,
  tenantId: string,
  upload: StoredUpload & { createdBy: string },
): Promise<void> {
  await db
    .insertInto("import_uploads")
    .values({
      id: upload.id,
      tenant_id: tenantId,
      campaign_id: upload.campaignId,
      file_name: upload.fileName,
      file_path: upload.filePath,
      bytes: upload.bytes,
      created_by: upload.createdBy,
    })
    .execute();
}

export async function findUpload(
  db: Db,
  tenantId: string,
  campaignId: string,
  id: string,
): Promise<StoredUpload | null> {
  const row = await db
    .selectFrom("import_uploads")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("campaign_id", "=", campaignId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row
    ? {
        id: row.id,
        campaignId: row.campaign_id,
        fileName: row.file_name,
        filePath: row.file_path,
        bytes: row.bytes,
      }
    : null;
}

/** Takes the upload for an import; null: it is not there, or somebody has taken it. */
export async function takeUpload(
  db: Db,
  tenantId: string,
  campaignId: string,
  id: string,
): Promise<StoredUpload | null> {
  const upload = await findUpload(db, tenantId, campaignId, id);
  const taken = await db
    .deleteFrom("import_uploads")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return taken.numDeletedRows === 1n ? upload : null;
}

/** Forgets the tenant's uploads that nobody has imported since `before`; their files are to be removed. */
export async function dropStaleUploads(db: Db, tenantId: string, before: Date): Promise<string[]> {
  const rows = await db
    .deleteFrom("import_uploads")
    .where("tenant_id", "=", tenantId)
    .where("created_at", "<", before)
    .returning("file_path")
    .execute();
  return rows.map((row) => row.file_path);
}
