import { beforeEach, expect, it } from "vitest";
import { StrangerAllowance } from "./stranger-allowance.ts";

let ms = 0;
let allowance: StrangerAllowance;
beforeEach(() => {
  ms = 0;
  allowance = new StrangerAllowance({ burst: 3, perSecond: 1 }, () => ms);
});

/** `in`, or how long to wait. */
function told(run: () => void): string {
  try {
    run();
    return "in";
  } catch (error) {
    return String((error as { retryAfterS: number }).retryAfterS);
  }
}
const request = (address: string): string => told(() => allowance.require({ address }));
const guess = (address: string, token: string, isGood = false): string =>
  told(() => {
    allowance.requireGuess({ address }, token);
    allowance.guessed({ address }, token, isGood);
  });

it("counts what comes from one address, and says when to go on", () => {
  expect([1, 2, 3, 4].map(() => request("a"))).toEqual(["in", "in", "in", "1"]);
  expect(request("b")).toBe("in");
  ms = 1000;
  expect([request("a"), request("a")]).toEqual(["in", "1"]);
});

it("counts each wrong token once a minute", () => {
  expect(["1", "1", "1", "1", "2", "3", "4"].map((token) => guess("a", token))).toEqual([
    "in",
    "in",
    "in",
    "in",
    "in",
    "in",
    "1",
  ]);
  ms = 60_000;
  expect(guess("a", "1")).toBe("in");
});

it("lets those go on whose token has been good, until it no longer is", () => {
  expect(guess("a", "good", true)).toBe("in");
  for (const token of ["1", "2", "3"]) guess("a", token);
  expect(guess("a", "4")).toBe("1");
  expect(guess("a", "good", true)).toBe("in");
  expect(guess("a", "good", false)).toBe("in");
  expect(guess("a", "good", true)).toBe("1");
});

it("takes good tokens for nothing", () => {
  for (let n = 0; n < 10; n++) expect(guess("a", `good-${n}`, true)).toBe("in");
  expect(request("a")).toBe("in");
});
