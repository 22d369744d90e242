import { fetchFault, ProviderError, statusFault } from "../errors.ts";

/** Whatever Deepgram's REST client threw; one that is a ProviderError already passes through. */
export function deepgramError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const status =
    typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : undefined;
  const fault = typeof status === "number" ? statusFault(status) : fetchFault(error);
  return new ProviderError("deepgram", fault, error);
}
