import { expect, it } from "vitest";
import { SignInAllowance } from "./sign-in-allowance.ts";

it("counts tries from one address and tries for one person apart", () => {
  let ms = 0;
  const rates = { byAddress: { burst: 5, perSecond: 1 }, byEmail: { burst: 2, perSecond: 0.5 } };
  const allowance = new SignInAllowance(rates, () => ms);
  const tries = (address: string, email: string): string => {
    try {
      allowance.require({ address }, email);
      return "in";
    } catch (error) {
      return String((error as { retryAfterS: number }).retryAfterS);
    }
  };
  // However it is written, and wherever it comes from.
  expect([tries("a", "ada@x"), tries("b", "ADA@x"), tries("c", "ada@x")]).toEqual(["in", "in", "2"]);
  expect(["1", "2", "3", "4", "5"].map((n) => tries("a", `${n}@x`))).toEqual(["in", "in", "in", "in", "1"]);
  ms = 2000;
  expect([tries("c", "ada@x"), tries("a", "6@x")]).toEqual(["in", "in"]);
});
