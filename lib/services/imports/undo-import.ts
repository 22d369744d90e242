import { revokeImportedConsents } from "#lib/data/consents";
import { findImport } from "#lib/data/imports";
import { lockImport, markUndone, undoLeads, withdrawJobs } from "#lib/data/undo-import";
import type { Import } from "#lib/domain/api/import";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { wakeDialer } from "../wake-dialer.ts";

/**
 * Takes an import back whole: new contacts go, updated ones get back what they had. Undoing twice changes nothing.
 * Throws `not_found`, `conflict` while it runs, when it failed, or when somebody in it has been called.
 */
export async function undoImport(ctx: UserContext, id: string): Promise<Import> {
  const undone = await asUser(ctx, "contacts.change", async (trx, tenantId) => {
    const found = await lockImport(trx, tenantId, id);
    if (!found) throw missing("import");
    if (found.status !== "undone") {
      if (found.status !== "done") throw new AppError("conflict", { publicMessage: notYet(found.status) });
      const { wasCalled } = await withdrawJobs(trx, tenantId, id);
      if (wasCalled) {
        throw new AppError("conflict", {
          publicMessage:
            "Somebody in this import has been called already; remove contacts one by one instead.",
        });
      }
      await revokeImportedConsents(trx, tenantId, id);
      await undoLeads(trx, tenantId, id);
      await markUndone(trx, tenantId, id);
      await auditUser(ctx, trx, { action: "contacts.import_undo", subjectType: "import", subjectId: id });
    }
    return findImport(trx, tenantId, id);
  });
  if (!undone) throw missing("import");
  await wakeDialer(ctx);
  return undone;
}

const notYet = (status: string): string =>
  status === "failed" ? "This import failed: there is nothing to undo." : "Wait until the import is done.";
