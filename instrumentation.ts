import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { EnvironmentError } from "#lib/env/read";
import { webEnv } from "#lib/env/web";

/**
 * At the start of the web process. Next hands X-Forwarded-For on as whoever asks wrote it, and tells nobody the socket's own
 * address where there is one: so it is added here, as a proxy would.
 */
export function register(): void {
  requireEnvironment();
  subscribe("http.server.request.start", (message) => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    const seen = [headers["x-forwarded-for"], socket.remoteAddress].flat().filter(Boolean);
    headers["x-forwarded-for"] = seen.join(", ");
  });
}

/** Without it Next would start all the same, say that it is in good health, and fail at each page. */
function requireEnvironment(): void {
  try {
    webEnv();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
