import { randomUUID } from "node:crypto";

export interface InvalidParameter {
  name: string;
  reason: string;
}

/** A refusal as the carrier words it. */
export class RestError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(`the carrier answers ${status}`);
    this.status = status;
    this.body = body;
  }
}

export function badRequest(invalid: InvalidParameter[] = []): RestError {
  const body = { type: "BAD_REQUEST", error_title: "Bad Request" };
  return new RestError(400, invalid.length > 0 ? { ...body, invalid_parameters: invalid } : body);
}

export const unauthorized = (): RestError =>
  new RestError(401, { type: "UNAUTHORIZED", error_title: "Unauthorized" });

export const notFound = (): RestError => new RestError(404, { type: "NOT_FOUND", error_title: "Not Found" });

export const tooManyRequests = (): RestError =>
  new RestError(429, {
    type: "https://developer.vonage.com/api-errors#throttled",
    title: "Rate Limit Hit",
    detail: "Too many requests a second for this account.",
    instance: randomUUID(),
  });
