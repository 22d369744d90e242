/** An error body as Groq sends it. */
export class GroqError extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  readonly extra: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    options: {
      type?: string;
      code?: string;
      extra?: Record<string, unknown>;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.type = options.type ?? "invalid_request_error";
    this.code = options.code ?? null;
    this.extra = options.extra ?? {};
    this.headers = options.headers ?? {};
  }

  get body(): { error: Record<string, unknown> } {
    return {
      error: {
        message: this.message,
        type: this.type,
        ...(this.code === null ? {} : { code: this.code }),
        ...this.extra,
      },
    };
  }
}

export function rateLimited(): GroqError {
  return new GroqError(
    429,
    "Rate limit reached for this model in the sandbox on tokens per minute (TPM). Please try again in 2s.",
    { type: "tokens", code: "rate_limit_exceeded", headers: { "retry-after": "2" } },
  );
}
