import Groq from "groq-sdk";
import { ProviderError, type ProviderFault } from "../errors.ts";

const MAX_RETRY_AFTER_MS = 60_000;

/** Turns whatever groq-sdk threw into a ProviderError; one that is already passes through. */
export function groqError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  if (error instanceof Groq.APIConnectionTimeoutError) return new ProviderError("groq", "timeout", error);
  if (error instanceof Groq.APIError && error.status !== undefined)
    return new ProviderError(
      "groq",
      statusFault(error.status, codeOf(error)),
      error,
      retryAfterMs(error.headers),
    );
  if (error instanceof Groq.APIConnectionError) return new ProviderError("groq", "unreachable", error);
  return new ProviderError("groq", "broken", error);
}

/** 498 is Groq's "no capacity". A tool call that the model botched (`tool_use_failed`) may come out right next time. */
function statusFault(status: number, code: string | null): ProviderFault {
  if (status === 401 || status === 402 || status === 403) return "refused_credentials";
  if (status === 404 || code === "model_decommissioned") return "not_found";
  if (status === 429 || status === 498) return "rate_limited";
  if (code === "tool_use_failed" || code === "json_validate_failed") return "broken";
  return status < 500 ? "refused_request" : "broken";
}

function codeOf(error: InstanceType<typeof Groq.APIError>): string | null {
  const body: unknown = error.error;
  const inner = typeof body === "object" && body !== null && "error" in body ? body.error : null;
  const code = typeof inner === "object" && inner !== null && "code" in inner ? inner.code : null;
  return typeof code === "string" ? code : null;
}

/** Groq may ask for very long waits; nobody holds the line for longer than a minute. */
function retryAfterMs(headers: Headers | undefined): number | null {
  const seconds = Number(headers?.get("retry-after") ?? "");
  return seconds > 0 ? Math.min(seconds * 1000, MAX_RETRY_AFTER_MS) : null;
}
