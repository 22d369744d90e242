import { writeLawChange } from "#lib/data/laws";
import type { LawChangeInput, PlatformLaws } from "#lib/domain/api/law";
import { callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { wakeDialer } from "../wake-dialer.ts";
import { operatorsOnly } from "./as-operator.ts";
import { lawsNow } from "./list-laws.ts";

/**
 * Says what the law of a place is, from the next dial on and for every business; what held before stays written, for the
 * judge. Without terms it is again what is shipped. Throws `forbidden` for whoever is no operator; a key never is.
 */
export async function changeLaw(ctx: UserContext, input: LawChangeInput): Promise<PlatformLaws> {
  const terms = input.terms && { ...input.terms, entered_on: ctx.now().toISOString().slice(0, 10) };
  const operatorId = callerId(ctx);
  const laws = await ctx.db.transaction().execute(async (trx) => {
    if (!(await writeLawChange(trx, operatorId, { ...input, terms }))) throw operatorsOnly();
    return lawsNow(trx, operatorId, ctx.now());
  });
  ctx.log.warn({ place: input.place, userId: operatorId }, "a law was changed");
  await wakeDialer(ctx);
  return laws;
}
