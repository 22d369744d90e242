import { endSessions } from "#lib/data/sessions";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Ends one of the caller's sessions; its tokens open nothing from the answer on. Throws `not_found`. */
export async function endSession(ctx: UserContext, id: string): Promise<void> {
  const userId = callerId(ctx);
  await asUser(ctx, "account.change", async (trx) => {
    if ((await endSessions(trx, userId, { only: id })) === 0) throw missing("session");
    await auditUser(ctx, trx, { action: "account.end_session", subjectType: "session", subjectId: id });
  });
}
