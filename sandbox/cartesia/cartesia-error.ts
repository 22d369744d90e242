import { randomUUID } from "node:crypto";

/** The version from which errors are structured; before it they are one sentence. */
const STRUCTURED_ERRORS_SINCE = "2026-03-01";

/** A refusal as Cartesia words it, for the socket and for REST. */
export class CartesiaError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;

  constructor(status: number, code: string, title: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.title = title;
  }

  toBody(): Record<string, unknown> {
    return { error_code: this.code, title: this.title, message: this.message, request_id: randomUUID() };
  }

  toEvent(contextId: string | null, version: string): Record<string, unknown> {
    const event = { type: "error", context_id: contextId, done: true, status_code: this.status };
    if (version < STRUCTURED_ERRORS_SINCE) return { ...event, error: `${this.title}: ${this.message}` };
    return { ...event, ...this.toBody() };
  }
}

export function invalidRequest(message: string): CartesiaError {
  return new CartesiaError(400, "invalid_request", "Invalid request", message);
}

export function concurrencyLimited(): CartesiaError {
  return new CartesiaError(
    429,
    "concurrency_limited",
    "Too many concurrent requests",
    "Your account has reached its limit of concurrent contexts.",
  );
}

export function internalError(): CartesiaError {
  return new CartesiaError(
    500,
    "internal_error",
    "Internal server error",
    "The request could not be completed.",
  );
}
