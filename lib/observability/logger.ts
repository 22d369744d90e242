import pino from "pino";

export type Logger = pino.Logger;

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
    serializers: { err: pino.stdSerializers.err },
  });
}
