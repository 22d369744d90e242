import type { IncomingMessage } from "node:http";
import { showsMetricsToken } from "#lib/observability/metrics-access";

/**
 * The worker's port is open to the world, since the carrier comes there. Where a token is set, whoever shows it may read
 * the figures; else this machine's own people, and nobody for whom a proxy on it asks.
 */
export function mayReadFigures(request: IncomingMessage, token: string | undefined): boolean {
  if (token !== undefined) return showsMetricsToken(request.headers.authorization ?? null, token);
  const { remoteAddress } = request.socket;
  const isOwnMachine = remoteAddress === "::1" || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(remoteAddress ?? "");
  const isForwarded = ["x-forwarded-for", "x-forwarded-host", "forwarded", "via"].some(
    (name) => request.headers[name] !== undefined,
  );
  return isOwnMachine && !isForwarded;
}
