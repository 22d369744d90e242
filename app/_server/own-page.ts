/**
 * Whether a browser's request comes from a page of ours (`hosts`), by what no page can change: `Sec-Fetch-Site`, and for
 * older browsers `Origin`. Other pages of the same domain are not ours. Programs send neither, and are let through.
 */
export function isOwnPage(headers: Headers, hosts: readonly string[]): boolean {
  const site = headers.get("sec-fetch-site");
  if (site === "cross-site" || site === "same-site") return false;
  const origin = headers.get("origin");
  if (origin === null) return true;
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}
