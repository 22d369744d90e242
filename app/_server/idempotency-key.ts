import { idempotencyKeySchema } from "#lib/domain/api/outbound-call";
import { AppError } from "#lib/errors/app-error";

/** The request's `Idempotency-Key`; null: it has none. Throws `bad_request`. */
export function idempotencyKeyOf(request: Request): string | null {
  const given = request.headers.get("idempotency-key");
  if (given === null) return null;
  const key = idempotencyKeySchema.safeParse(given);
  if (key.success) return key.data;
  throw new AppError("bad_request", {
    publicMessage: key.error.issues[0]?.message ?? "Wrong Idempotency-Key.",
  });
}
