import { ProviderError, type ProviderFault } from "../errors.ts";

/** Whether the carrier may have acted although we got no answer: true only for the request that places a call. */
export type Asking = "create" | "idempotent";

const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** Turns whatever the SDK threw into a ProviderError; one that is already passes through. */
export function vonageError(error: unknown, asking: Asking): ProviderError {
  if (error instanceof ProviderError) return error;
  const response = responseOf(error);
  if (response) {
    const fault = statusFault(response.status, asking);
    return new ProviderError(
      "vonage",
      fault,
      error,
      fault === "rate_limited" ? retryAfterMs(response) : null,
    );
  }
  if (codesOf(error).some((code) => NEVER_SENT.has(code)))
    return new ProviderError("vonage", "unreachable", error);
  if (asking === "create") return new ProviderError("vonage", "maybe_done", error);
  const aborted = error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
  return new ProviderError("vonage", aborted ? "timeout" : "broken", error);
}

/** Money refused (402) counts as credentials refused: both stop the campaign until somebody looks at the account. */
function statusFault(status: number, asking: Asking): ProviderFault {
  if (status === 401 || status === 402 || status === 403) return "refused_credentials";
  if (status === 404) return "not_found";
  if (status === 429) return "rate_limited";
  if (status >= 400 && status < 500) return "refused_request";
  return asking === "create" ? "maybe_done" : "broken";
}

function responseOf(error: unknown): Response | null {
  if (typeof error !== "object" || error === null || !("response" in error)) return null;
  return error.response instanceof Response ? error.response : null;
}

function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 60) * 1000 : 1000;
}

/** Node's fetch hides the reason one or two causes deep; several addresses tried make an AggregateError. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== "object" || error === null || depth > 4) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap((e) => codesOf(e, depth + 1)) : [];
  return [...own, ...inner, ...("cause" in error ? codesOf(error.cause, depth + 1) : [])];
}
