import { beforeEach, describe, expect, it } from "vitest";
import { SignInAllowance } from "./sign-in-allowance.ts";

let ms = 0;
let allowance: SignInAllowance;
beforeEach(() => {
  ms = 0;
  allowance = new SignInAllowance(
    {
      byAddress: { burst: 5, perSecond: 1 },
      mails: { burst: 2, perSecond: 0.5 },
      passwords: { burst: 2, perSecond: 0.5 },
      passwordsAnywhere: { burst: 4, perSecond: 0.25 },
    },
    () => ms,
  );
});

/** `in`, or how long to wait. */
function tried(what: "requireMail" | "requirePassword", address: string, email: string): string {
  try {
    allowance[what]({ address }, email);
    return "in";
  } catch (error) {
    return String((error as { retryAfterS: number }).retryAfterS);
  }
}

const mail = (address: string, email: string): string => tried("requireMail", address, email);
const password = (address: string, email: string): string => tried("requirePassword", address, email);

describe("mails", () => {
  it("to one person are counted together, however it is written and wherever it comes from", () => {
    expect([mail("a", "ada@x"), mail("b", "ADA@x"), mail("c", "ada@x")]).toEqual(["in", "in", "2"]);
    ms = 2000;
    expect(mail("c", "ada@x")).toBe("in");
  });
});

describe("passwords", () => {
  it("for one person are counted by where they come from, so that nobody keeps somebody else out", () => {
    expect([password("a", "ada@x"), password("a", "Ada@x"), password("a", "ada@x")]).toEqual([
      "in",
      "in",
      "2",
    ]);
    expect(password("b", "ada@x")).toBe("in");
    ms = 2000;
    expect(password("a", "ada@x")).toBe("in");
  });

  it("for one person from many addresses come to an end all the same", () => {
    expect(["a", "b", "c", "d", "e"].map((address) => password(address, "ada@x"))).toEqual([
      "in",
      "in",
      "in",
      "in",
      "4",
    ]);
  });

  it("for many people from one address come to an end, and one IPv6 network is one address", () => {
    const office = ["1", "2", "3", "4", "5", "6"];
    expect(office.map((n) => password("a", `${n}@x`))).toEqual(["in", "in", "in", "in", "in", "1"]);
    expect(office.map((n) => password(`2001:db8::${n}`, `${n}@y`)).at(-1)).toBe("1");
    ms = 1000;
    expect(password("a", "6@x")).toBe("in");
  });
});
