import { readDialingRules, writeDialingRules } from "#lib/data/dialing-rules";
import { askAgain } from "#lib/data/waiting-jobs";
import type { DialingRules, DialingRulesPatch } from "#lib/domain/api/dialing-rules";
import { BY_RULES } from "#lib/domain/dialing/lasting-refusals";
import { asUser, auditUser, callerName } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { wakeDialer } from "../wake-dialer.ts";

/**
 * Changes what is given; holds for every dial from now on, in campaigns that run too, and for whoever waits by the former
 * rules. The log keeps the rules as they were and as they are. Throws `forbidden` for whoever is neither owner nor admin.
 */
export async function updateDialingRules(ctx: UserContext, patch: DialingRulesPatch): Promise<DialingRules> {
  const rules = await asUser(ctx, "dialing_rules.change", async (trx, tenantId) => {
    const before = await readDialingRules(trx, tenantId);
    await writeDialingRules(trx, tenantId, patch, callerName(ctx), ctx.now());
    await askAgain(trx, { tenantId }, BY_RULES, ctx.now());
    const after = await readDialingRules(trx, tenantId);
    await auditUser(ctx, trx, {
      action: "dialing_rules.update",
      subjectType: "tenant",
      subjectId: tenantId,
      data: { before, after },
    });
    return after;
  });
  await wakeDialer(ctx);
  return rules;
}
