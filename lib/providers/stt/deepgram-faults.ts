import { ProviderError, type ProviderFault, statusFault } from "../errors.ts";

const STATUS = /Unexpected server response: (\d{3})/;
const UNREACHABLE = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ECONNRESET|certificate/i;

/** A failed handshake: the SDK hides Deepgram's answer and leaves only a sentence with the status in it. */
export function handshakeError(error: Error | undefined): ProviderError {
  const message = error?.message ?? "";
  return new ProviderError("deepgram", faultOf(message), error);
}

function faultOf(message: string): ProviderFault {
  if (message.includes("TIMEOUT")) return "timeout";
  const status = STATUS.exec(message)?.[1];
  if (status !== undefined) return statusFault(Number(status));
  return message === "" || UNREACHABLE.test(message) ? "unreachable" : "broken";
}
