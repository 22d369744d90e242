import { timingSafeEqual } from "node:crypto";

/** Whether this request shows the token that figures are read with. Without a token nobody does. */
export function showsMetricsToken(authorization: string | null, token: string | undefined): boolean {
  if (token === undefined) return false;
  const given = Buffer.from(authorization ?? "");
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
