import { endSessions } from "#lib/data/sessions";
import type { EndSessions } from "#lib/domain/api/user-session";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Signs the caller out everywhere, or everywhere else; their tokens open nothing from the answer on. */
export async function endManySessions(ctx: UserContext, { which }: EndSessions): Promise<{ ended: number }> {
  const userId = callerId(ctx);
  const current = ctx.actor.kind === "user" ? (ctx.actor.sessionId ?? null) : null;
  return asUser(ctx, "account.change", async (trx) => {
    const ended = await endSessions(trx, userId, which === "all" ? {} : { allBut: current });
    await auditUser(ctx, trx, {
      action: "account.end_sessions",
      subjectType: "user",
      subjectId: userId,
      data: { which, ended },
    });
    return { ended };
  });
}
