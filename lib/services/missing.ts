import { AppError } from "#lib/errors/app-error";

/** What is not there, or is another tenant's: the two cannot be told apart from outside. */
export function missing(
  what:
    | "campaign"
    | "contact"
    | "import"
    | "upload"
    | "call"
    | "recording"
    | "agent"
    | "voice"
    | "client"
    | "consent"
    | "do-not-call entry"
    | "phone number"
    | "API key"
    | "webhook"
    | "delivery"
    | "member"
    | "invitation"
    | "session"
    | "plan"
    | "business",
): AppError {
  return new AppError("not_found", { publicMessage: `There is no such ${what}.` });
}

/** One wrong field of an otherwise good input. */
export function wrongField(path: string, message: string): AppError {
  return new AppError("invalid", { publicMessage: message, fields: [{ path, message }] });
}
