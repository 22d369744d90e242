import { ZodError } from "zod";
import type { Problem } from "#lib/domain/api/problem";
import { AppError, type FieldError, isAppError } from "#lib/errors/app-error";
import type { Logger } from "#lib/observability/logger";

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  416: "Range not satisfiable",
  422: "Invalid input",
  429: "Too many requests",
  503: "Unavailable",
};

function fieldsOf(error: ZodError): FieldError[] {
  return error.issues.map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message }));
}

/** Any error as one that a caller may be told about; what nobody expected becomes one fixed sentence and a log line. */
export function publicError(error: unknown, log: Logger, requestId: string): AppError {
  if (error instanceof ZodError) {
    const fields = fieldsOf(error);
    const [first] = fields;
    const publicMessage = first
      ? first.path
        ? `${first.path}: ${first.message}`
        : first.message
      : "Invalid input.";
    return new AppError("invalid", { publicMessage, fields });
  }
  if (isAppError(error)) {
    if (error.status >= 500) log.warn({ err: error, requestId }, "a request failed on something outside");
    return error;
  }
  log.error({ err: error, requestId }, "a request failed");
  return new AppError("internal", {
    publicMessage: "Something went wrong on our side. Try again; if it stays, tell us the request id.",
  });
}

/** `more`: headers that this answer has beside those of every problem. */
export function problemAnswer(
  error: AppError,
  requestId: string,
  more: Record<string, string> = {},
): Response {
  const body: Problem = {
    type: "about:blank",
    title: TITLES[error.status] ?? "Failed",
    status: error.status,
    detail: error.publicMessage,
    code: error.code,
    ...(error.reason === null ? {} : { reason: error.reason }),
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
    request_id: requestId,
  };
  return new Response(JSON.stringify(body), {
    status: error.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      // What is left of the body must not be taken for the connection's next request.
      ...(error.status === 413 ? { connection: "close" } : {}),
      ...(error.retryAfterS === null ? {} : { "retry-after": String(error.retryAfterS) }),
      ...(error.status === 401 ? { "www-authenticate": 'Bearer realm="talky"' } : {}),
      ...more,
    },
  });
}
