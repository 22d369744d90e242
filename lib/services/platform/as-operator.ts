import { noteOperator } from "#lib/data/admin";
import type { Trx } from "#lib/data/db";
import { AppError } from "#lib/errors/app-error";
import { callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

export const operatorsOnly = (): AppError =>
  new AppError("forbidden", { publicMessage: "Only the platform's operators can do this." });

/** Looks across tenants, and writes down that it did. Throws `forbidden` for whoever is no operator; a key never is. */
export function asOperator<T>(
  ctx: UserContext,
  action: string,
  run: (trx: Trx, operatorId: string) => Promise<T>,
): Promise<T> {
  const operatorId = callerId(ctx);
  return ctx.db.transaction().execute(async (trx) => {
    if (!(await noteOperator(trx, operatorId, action))) throw operatorsOnly();
    return run(trx, operatorId);
  });
}
