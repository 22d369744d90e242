import type { Db } from "./db.ts";

export interface AuditEntry {
  tenantId: string;
  /** `user:<id>`, `api_key:<id>`, `system:<job>`. */
  actor: string;
  /** `campaign.start`, `contacts.import`, … */
  action: string;
  subjectType: string;
  subjectId?: string;
  data?: Record<string, unknown>;
}

/** Appends what somebody did; in the same transaction as the deed. */
export async function appendAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db
    .insertInto("audit_log")
    .values({
      tenant_id: entry.tenantId,
      actor: entry.actor,
      action: entry.action,
      subject_type: entry.subjectType,
      subject_id: entry.subjectId ?? null,
      data: JSON.stringify(entry.data ?? {}),
    })
    .execute();
}
