import type { Db } from "#lib/data/db";
import type { ConfirmEmail, RegisterInput, Session } from "#lib/domain/api/session";
import { wrongField } from "../missing.ts";
import { listPlans } from "../plans/list-plans.ts";
import type { AuthContext } from "./port.ts";
import { describeSession } from "./session-user.ts";

/** Makes the account; the database adds business and profile in the same step. Throws `conflict`, `invalid`, `rate_limited`. */
export async function register(ctx: AuthContext, input: RegisterInput): Promise<Session | ConfirmEmail> {
  ctx.allowance.requireMail(ctx.from, input.email);
  if (input.plan_id !== undefined) await requirePlan(ctx.db, input.plan_id);
  const tokens = await ctx.auth.signUp(input);
  return tokens ? describeSession(ctx, tokens) : { status: "confirm_email" };
}

/** The database would take the smallest plan for one that it does not know, and nobody would be told. */
async function requirePlan(db: Db, planId: string): Promise<void> {
  const { items } = await listPlans(db);
  if (!items.some(({ id }) => id === planId))
    throw wrongField("plan_id", "There is no such plan. GET /plans lists them.");
}
