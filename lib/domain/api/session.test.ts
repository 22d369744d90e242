import { describe, expect, it } from "vitest";
import { registerInputSchema } from "./session.ts";

const account = (password: string) => ({
  email: " Ada@Example.com",
  password,
  name: "Ada",
  business_name: "Engines",
});

describe("a sign-up", () => {
  it("takes an address in any case and a password of 8 characters to 72 bytes", () => {
    expect(registerInputSchema.parse(account("x".repeat(72)))).toMatchObject({ email: "ada@example.com" });
    expect(registerInputSchema.safeParse(account("x".repeat(8))).success).toBe(true);
  });

  it.each(["x".repeat(7), "x".repeat(73), "é".repeat(37)])("refuses the password %s", (password) => {
    const refused = registerInputSchema.safeParse(account(password));
    expect(refused.error?.issues.map((issue) => issue.path)).toEqual([["password"]]);
  });
});
