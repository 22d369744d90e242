import { ProviderError, statusFault } from "../errors.ts";

/** Whatever the REST client or the socket threw, as a ProviderError; one that is already passes through. */
export function cartesiaError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  if (typeof status === "number") return new ProviderError("cartesia", statusFault(status), error);
  const text = error instanceof Error ? `${error.name} ${error.message}` : "";
  if (/timed? ?out/i.test(text)) return new ProviderError("cartesia", "timeout", error);
  if (/ECONN|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|Connection ?error/i.test(text))
    return new ProviderError("cartesia", "unreachable", error);
  return new ProviderError("cartesia", "broken", error);
}
