/** Every error that a caller may be told about. The HTTP status lives here so that each code means one thing. */
export const ERROR_STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  unsatisfiable_range: 416,
  invalid: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One thing that is wrong with an input; `path` is dotted and in the caller's own (API) spelling. */
export interface FieldError {
  path: string;
  message: string;
}

export interface AppErrorOptions {
  /** A sentence the caller may read, saying what to do. */
  publicMessage: string;
  retryable?: boolean;
  fields?: FieldError[];
  /** A word for programs, where the code alone does not tell: the gate's reason. */
  reason?: string;
  /** When to come again, in whole seconds. */
  retryAfterS?: number;
  cause?: unknown;
}

/** An expected failure. Anything else that is thrown is a fault, told to the caller as one fixed sentence. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly publicMessage: string;
  readonly fields: FieldError[];
  readonly reason: string | null;
  readonly retryAfterS: number | null;

  constructor(code: ErrorCode, options: AppErrorOptions) {
    super(options.publicMessage, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.publicMessage = options.publicMessage;
    this.fields = options.fields ?? [];
    this.reason = options.reason ?? null;
    this.retryAfterS = options.retryAfterS ?? null;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}
