import { changePlanTo } from "#lib/data/plans";
import { readUsage } from "#lib/data/usage";
import type { PlanChange, Usage } from "#lib/domain/api/usage";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { wakeDialer } from "../wake-dialer.ts";
import type { Billing } from "./billing.ts";

/**
 * Takes another plan, from now on; what this month has used already counts on. Throws `forbidden` for whoever is not the
 * owner in person, `not_found`, and `conflict` with what whoever bills has against it.
 */
export async function changePlan(ctx: UserContext, billing: Billing, input: PlanChange): Promise<Usage> {
  const usage = await asUser(ctx, "plan.change", async (trx, tenantId) => {
    const { plan: before } = await readUsage(trx, tenantId, ctx.now());
    if (before.id === input.plan_id) return null;
    const change = { tenantId, fromPlanId: before.id, toPlanId: input.plan_id };
    const objection = await billing.objection(change);
    if (objection !== null) throw new AppError("conflict", { publicMessage: objection });
    if (!(await changePlanTo(trx, input.plan_id))) throw missing("plan");
    const after = await readUsage(trx, tenantId, ctx.now());
    await auditUser(ctx, trx, {
      action: "plan.change",
      subjectType: "tenant",
      subjectId: tenantId,
      data: { from: before.code, to: after.plan.code },
    });
    return after;
  });
  // Jobs may have waited for minutes.
  if (usage !== null) await wakeDialer(ctx);
  return usage ?? asUser(ctx, "business.read", (trx, tenantId) => readUsage(trx, tenantId, ctx.now()));
}
