import { AppError } from "#lib/errors/app-error";

export type ProviderName = "vonage" | "deepgram" | "groq" | "cartesia" | "openai_compatible";

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
      publicMessage: `${provider}: ${fault}`.replaceAll("_", " "),
      retryable: RETRYABLE.has(fault),
      cause,
    });
    this.name = "ProviderError";
    this.provider = provider;
    this.fault = fault;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What an HTTP status of a vendor's API means. */
export function statusFault(status: number): ProviderFault {
  if (status === 401 || status === 402 || status === 403) return "refused_credentials";
  if (status === 404) return "not_found";
  if (status === 408) return "timeout";
  if (status === 429) return "rate_limited";
  if (status >= 400 && status < 500) return "refused_request";
  return "broken";
}

const UNREACHABLE =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR|fetch failed/i;

/** What a `fetch` threw, its cause included. */
export function fetchFault(error: unknown): ProviderFault {
  if (!(error instanceof Error)) return "broken";
  if (error.name === "TimeoutError") return "timeout";
  const cause = error.cause instanceof Error ? ` ${error.cause.message}` : "";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return UNREACHABLE.test(`${error.message} ${code}${cause}`) ? "unreachable" : "broken";
}
