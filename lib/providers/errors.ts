import { AppError } from "#lib/errors/app-error";

export type ProviderName = "vonage" | "deepgram" | "groq" | "cartesia";

/** What went wrong, for whoever decides what to do next. `maybe_done` = asked, and no answer came: it may have happened. */
export type ProviderFault =
  | "refused_credentials"
  | "refused_request"
  | "rate_limited"
  | "too_early"
  | "not_found"
  | "unreachable"
  | "maybe_done"
  | "timeout"
  | "broken";

const RETRYABLE: ReadonlySet<ProviderFault> = new Set([
  "rate_limited",
  "too_early",
  "unreachable",
  "timeout",
  "broken",
]);

/** A provider failed. The vendor's own words stay in `cause`, for the log; they never reach a user. */
export class ProviderError extends AppError {
  readonly provider: ProviderName;
  readonly fault: ProviderFault;
  readonly retryAfterMs: number | null;

  constructor(
    provider: ProviderName,
    fault: ProviderFault,
    cause?: unknown,
    retryAfterMs: number | null = null,
  ) {
    super("unavailable", {
      publicMessage: `${provider}: ${fault.replaceAll("_", " ")}`,
      retryable: RETRYABLE.has(fault),
      cause,
    });
    this.name = "ProviderError";
    this.provider = provider;
    this.fault = fault;
    this.retryAfterMs = retryAfterMs;
  }
}
