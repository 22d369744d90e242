import type { z } from "zod";
import type { Trx } from "#lib/data/db";
import { keepAnswer, takeKey } from "#lib/data/idempotency-keys";
import type { Action } from "#lib/domain/roles/actions";
import { AppError } from "#lib/errors/app-error";
import { asUser } from "./auth/as-user.ts";
import type { UserContext } from "./context.ts";

interface Request<T> {
  /** What was asked for: the same key must come with the same. */
  asked: unknown;
  answer: z.ZodType<T>;
}

/**
 * As `asUser`, but done once for each `Idempotency-Key`: later requests are given the first one's answer. Without a key it
 * is done each time. Throws `conflict` for a key of another request.
 */
export function asUserOnce<T>(
  ctx: UserContext,
  action: Action,
  { asked, answer }: Request<T>,
  run: (trx: Trx, tenantId: string) => Promise<T>,
): Promise<T> {
  const { idempotencyKey: key } = ctx;
  if (key === undefined || key === null) return asUser(ctx, action, run);
  return asUser(ctx, action, async (trx, tenantId) => {
    const found = await takeKey(trx, tenantId, key, asked);
    if (found.kind === "used") return answer.parse(found.answer);
    if (found.kind === "misused") {
      throw new AppError("conflict", {
        publicMessage: "This Idempotency-Key was used for another request. Use a new one.",
      });
    }
    const done = await run(trx, tenantId);
    await keepAnswer(trx, tenantId, key, done);
    return done;
  });
}
