import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** An upgrade that is answered by HTTP instead. */
export class DeepgramRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const STATUS_TEXT: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  429: "Too Many Requests",
  500: "Internal Server Error",
};

export function badRequest(message: string): DeepgramRefusal {
  return new DeepgramRefusal(400, "Bad Request", message);
}

export function plannedRefusal(status: number): DeepgramRefusal {
  if (status === 401) return invalidCredentials();
  if (status === 402)
    return new DeepgramRefusal(402, "ASR_PAYMENT_REQUIRED", "Project does not have enough credits.");
  if (status === 403)
    return new DeepgramRefusal(403, "FORBIDDEN", "The key lacks the scope for this request.");
  if (status === 429) return new DeepgramRefusal(429, "TOO_MANY_REQUESTS", "Too many concurrent requests.");
  return new DeepgramRefusal(500, "INTERNAL_SERVER_ERROR", "The request could not be processed.");
}

/** `Token KEY`, `Bearer JWT`, or a browser's `Sec-WebSocket-Protocol: token, KEY`. Throws a 401. */
export function checkCredentials(req: IncomingMessage): void {
  const header = /^(?:token|bearer)\s+(\S+)$/i.exec(req.headers.authorization ?? "")?.[1];
  const protocol = /^(?:token|bearer)\s*,\s*(\S+)$/i.exec(req.headers["sec-websocket-protocol"] ?? "")?.[1];
  const key = header ?? protocol;
  if (!key || key.startsWith("invalid")) throw invalidCredentials();
}

/** The body that says what went wrong. */
export function refusalBody(refusal: DeepgramRefusal): Record<string, string> {
  return { err_code: refusal.code, err_msg: refusal.message, request_id: randomUUID() };
}

/** Answers the upgrade with what went wrong, also in the headers that Deepgram sets, and ends the socket. */
export function refuseUpgrade(socket: Duplex, refusal: DeepgramRefusal): void {
  const fields = refusalBody(refusal);
  const body = JSON.stringify(fields);
  // The client may be gone already; nobody else listens.
  socket.on("error", () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${refusal.status} ${STATUS_TEXT[refusal.status] ?? "Error"}`,
      "content-type: application/json",
      `content-length: ${Buffer.byteLength(body)}`,
      `dg-request-id: ${fields["request_id"]}`,
      `dg-error: ${refusal.message.replace(/[^\x20-\x7e]+/g, " ")}`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}

function invalidCredentials(): DeepgramRefusal {
  return new DeepgramRefusal(401, "INVALID_AUTH", "Invalid credentials.");
}
