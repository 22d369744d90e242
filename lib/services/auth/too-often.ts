import { AppError } from "#lib/errors/app-error";

/** Throws `rate_limited` where somebody has to wait. */
export function refuseTooOften(retryAfterS: number, what: "tries" | "requests"): void {
  if (retryAfterS === 0) return;
  throw new AppError("rate_limited", {
    publicMessage: `Too many ${what}. Go on in ${retryAfterS} s.`,
    retryable: true,
    retryAfterS,
  });
}
