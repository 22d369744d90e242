import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { mayReadFigures } from "./may-read-figures.ts";

const request = (remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;

it("shows figures to this machine alone where no token is set, and not through a proxy on it", () => {
  expect(mayReadFigures(request("127.0.0.1"), undefined)).toBe(true);
  expect(mayReadFigures(request("::ffff:127.0.0.1"), undefined)).toBe(true);
  expect(mayReadFigures(request("203.0.113.7"), undefined)).toBe(false);
  expect(mayReadFigures(request("127.0.0.1", { "x-forwarded-for": "203.0.113.7" }), undefined)).toBe(false);
});

it("asks everybody for the token where one is set", () => {
  const token = "a-token-of-its-own";
  expect(mayReadFigures(request("127.0.0.1"), token)).toBe(false);
  expect(mayReadFigures(request("203.0.113.7", { authorization: `Bearer ${token}` }), token)).toBe(true);
});
