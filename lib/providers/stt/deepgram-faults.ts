import { ProviderError, type ProviderFault } from "../errors.ts";

const STATUS = /Unexpected server response: (\d{3})/;
const UNREACHABLE = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ECONNRESET|certificate/i;

/** A failed handshake: the SDK hides Deepgram's answer and leaves only a sentence with the status in it. */
export function handshakeError(error: Error | undefined): ProviderError {
  const message = error?.message ?? "";
  return new ProviderError("deepgram", faultOf(message), error);
}

function faultOf(message: string): ProviderFault {
  if (message.includes("TIMEOUT")) return "timeout";
  const status = Number(STATUS.exec(message)?.[1] ?? 0);
  if (status === 401 || status === 402 || status === 403) return "refused_credentials";
  if (status === 404) return "not_found";
  if (status === 429) return "rate_limited";
  if (status >= 400 && status < 500) return "refused_request";
  if (status >= 500) return "broken";
  return message === "" || UNREACHABLE.test(message) ? "unreachable" : "broken";
}
