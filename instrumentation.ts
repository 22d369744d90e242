import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * At the start of the web process. Next hands X-Forwarded-For on as whoever asks wrote it, and tells nobody the socket's own
 * address where there is one: so it is added here, as a proxy would.
 */
export function register(): void {
  subscribe("http.server.request.start", (message) => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    const seen = [headers["x-forwarded-for"], socket.remoteAddress].flat().filter(Boolean);
    headers["x-forwarded-for"] = seen.join(", ");
  });
}
