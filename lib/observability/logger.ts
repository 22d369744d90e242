import pino from "pino";

export type Logger = pino.Logger;

/** What Postgres adds to an error and what may hold a row's values: "Key (phone_number)=(+1…) already exists." */
const WITH_VALUES: ReadonlySet<string> = new Set(["detail", "where", "internalQuery", "parameters"]);

/** An error as it is logged: its message, stack and codes, without the values of rows. */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { raw: _, ...fields } = pino.stdSerializers.err(error);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !WITH_VALUES.has(name)));
}

/**
 * JSON lines: a fixed sentence and structured fields. A phone number, a name or a transcript goes under `pii` and
 * nowhere else; credentials are cut out wherever they appear.
 */
export function createLogger(options: { service: string; level?: string }): Logger {
  return pino({
    name: options.service,
    level: options.level ?? "info",
    base: { service: options.service, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "authorization",
        "*.authorization",
        "password",
        "*.password",
        "token",
        "*.token",
        "apiKey",
        "*.apiKey",
        "secret",
        "*.secret",
      ],
      censor: "[redacted]",
    },
    serializers: { err: loggedError },
  });
}
