import { expect, it } from "vitest";
import { isProvedByLink } from "./proved-by-link.ts";

it("holds for a quarter of an hour, and for no session that a password began", () => {
  const now = new Date("2026-12-01T10:00:00Z");
  const ago = (minutes: number) => ({ linkedAtS: now.getTime() / 1000 - minutes * 60 });
  expect([ago(0), ago(15), ago(16)].map((session) => isProvedByLink(session, now))).toEqual([
    true,
    true,
    false,
  ]);
  expect(isProvedByLink({ linkedAtS: null }, now)).toBe(false);
});
