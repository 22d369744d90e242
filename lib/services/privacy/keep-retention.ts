import { appendAudit } from "#lib/data/audit-log";
import {
  type DueTenant,
  markSwept,
  removeEvents,
  removeImportErrors,
  removeImportFiles,
  removeJobEvents,
  removeRecordings,
  removeWords,
  tenantsToSweep,
} from "#lib/data/data-retention";
import type { ServiceContext } from "../context.ts";

const DAY_MS = 24 * 3_600_000;
const AGAIN_AFTER_MS = 3_600_000;
const TENANTS_AT_ONCE = 20;
/** Rows of one statement: few enough to be over before anybody waits for them. */
const BATCH = 200;
/** Batches of one kind before the next tenant has its turn; the rest goes on at the next step. */
const BATCHES_A_TURN = 20;

/**
 * Removes what is older than each tenant wants it kept: tenant by tenant, in small batches that each stand by themselves,
 * so that it can be broken off anywhere and goes on from there. Harmless when two do it at once.
 */
export async function keepRetention(ctx: ServiceContext): Promise<void> {
  const due = await tenantsToSweep(ctx.db, new Date(ctx.now().getTime() - AGAIN_AFTER_MS), TENANTS_AT_ONCE);
  for (const tenant of due) await sweepTenant(ctx, tenant);
}

async function sweepTenant(ctx: ServiceContext, tenant: DueTenant): Promise<void> {
  const { db } = ctx;
  const { tenantId } = tenant;
  const now = ctx.now();
  const removed: Record<string, number> = {};
  let isDone = true;
  const remove = async (kind: string, days: number | null, batch: (before: Date) => Promise<number>) => {
    if (days === null) return;
    const before = new Date(now.getTime() - days * DAY_MS);
    for (let turn = 1; ; turn += 1) {
      const n = await batch(before);
      if (n > 0) removed[kind] = (removed[kind] ?? 0) + n;
      if (n < BATCH) return;
      if (turn === BATCHES_A_TURN) {
        isDone = false;
        return;
      }
    }
  };
  const { recordingsDays, transcriptsDays, eventsDays } = tenant;
  await remove("recordings", recordingsDays, (before) => removeRecordings(db, tenantId, before, BATCH));
  await remove("transcripts", transcriptsDays, (before) => removeWords(db, tenantId, before, BATCH));
  await remove("call_events", eventsDays, (before) => removeEvents(db, tenantId, before, BATCH));
  await remove("job_events", eventsDays, (before) => removeJobEvents(db, tenantId, before, BATCH));
  await remove("import_rows", eventsDays, (before) => removeImportErrors(db, tenantId, before, BATCH));
  await remove("import_files", 0, () => removeImportFiles(db, tenantId, now, BATCH));
  if (Object.keys(removed).length > 0) {
    await appendAudit(db, {
      tenantId,
      actor: "system:retention",
      action: "retention.remove",
      subjectType: "tenant",
      subjectId: tenantId,
      data: removed,
    });
    ctx.log.info({ tenantId, removed }, "data that was kept long enough is gone");
  }
  if (isDone) await markSwept(db, tenantId, now);
}
