import type { z } from "zod";
import type { Trx } from "#lib/data/db";
import { keepAnswer, takeKey } from "#lib/data/idempotency-keys";
import { AppError } from "#lib/errors/app-error";

interface Request<T> {
  tenantId: string;
  /** `Idempotency-Key`; null: none was given, and the deed is done each time. */
  key: string | null;
  /** What was asked for: the same key must come with the same. */
  asked: unknown;
  answer: z.ZodType<T>;
}

/** Does it once for each key; later requests are given the first one's answer. Throws `conflict` for a key of another request. */
export async function once<T>(trx: Trx, request: Request<T>, run: () => Promise<T>): Promise<T> {
  const { tenantId, key, asked } = request;
  if (key === null) return run();
  const found = await takeKey(trx, tenantId, key, asked);
  if (found.kind === "used") return request.answer.parse(found.answer);
  if (found.kind === "misused") {
    throw new AppError("conflict", {
      publicMessage: "This Idempotency-Key was used for another request. Use a new one.",
    });
  }
  const answer = await run();
  await keepAnswer(trx, tenantId, key, answer);
  return answer;
}
