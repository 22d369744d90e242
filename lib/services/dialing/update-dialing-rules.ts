import { readDialingRules, writeDialingRules } from "#lib/data/dialing-rules";
import type { DialingRules, DialingRulesPatch } from "#lib/domain/api/dialing-rules";
import { asUser, auditUser, callerName } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/**
 * Changes what is given; holds for every dial from now on, in campaigns that run too. The log keeps the rules as they were
 * and as they are. Throws `forbidden` for whoever is neither owner nor admin.
 */
export async function updateDialingRules(ctx: UserContext, patch: DialingRulesPatch): Promise<DialingRules> {
  return asUser(ctx, "dialing_rules.change", async (trx, tenantId) => {
    const before = await readDialingRules(trx, tenantId);
    await writeDialingRules(trx, tenantId, patch, callerName(ctx), ctx.now());
    const after = await readDialingRules(trx, tenantId);
    await auditUser(ctx, trx, {
      action: "dialing_rules.update",
      subjectType: "tenant",
      subjectId: tenantId,
      data: { before, after },
    });
    return after;
  });
}
