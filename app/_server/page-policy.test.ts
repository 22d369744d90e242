import { expect, it } from "vitest";
import { pagePolicy } from "./page-policy.ts";

const policy = (isHttps: boolean, isDevelopment: boolean): Record<string, string> =>
  Object.fromEntries(
    pagePolicy({ nonce: "abc", isHttps, isDevelopment })
      .split("; ")
      .map((directive): [string, string] => {
        const [name = "", ...sources] = directive.split(" ");
        return [name, sources.join(" ")];
      }),
  );

it("runs no script but our own and those with the request's nonce", () => {
  const { "script-src": script, "style-src": style } = policy(true, false);
  expect(script).toBe("'self' 'nonce-abc' 'strict-dynamic'");
  expect(style).toBe("'self' 'nonce-abc'");
});

it("asks for https only where we have it", () => {
  expect(policy(true, false)).toHaveProperty("upgrade-insecure-requests");
  expect(policy(false, false)).not.toHaveProperty("upgrade-insecure-requests");
});

it("lets the tools for developing work, and still no script in the page", () => {
  const { "script-src": script } = policy(false, true);
  expect(script).toContain("'unsafe-eval'");
  expect(script).not.toContain("'unsafe-inline'");
});
