import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPhoneNumber, toCountry } from "./phone-number.ts";

describe("readPhoneNumber", () => {
  it.each([
    ["+14155550100", "US", "+14155550100"],
    ["(415) 555-0100", "US", "+14155550100"],
    ["1 415 555 0100", "US", "+14155550100"],
    ["14155550100", "US", "+14155550100"],
    ["tel:+14155550100", "US", "+14155550100"],
    ["'+14155550100", "US", "+14155550100"],
    [" +1 (212) 555.0199 ", "FR", "+12125550199"],
    ["06 12 34 56 78", "FR", "+33612345678"],
    ["0033612345678", "US", "+33612345678"],
    ["+44 20 7946 0018", "US", "+442079460018"],
  ] as const)("reads %s in %s as %s", (text, country, number) => {
    expect(readPhoneNumber(text, country)).toEqual({ number });
  });

  it.each(["", "abc", "+1", "123", "+1 999 555 0100", "call +14155550100 now", "+141555501001234"])(
    "refuses %j",
    (text) => {
      expect(readPhoneNumber(text, "US")).toEqual({ problem: "This is not a valid phone number." });
    },
  );

  it("says what a spreadsheet has done to a number", () => {
    expect(readPhoneNumber("1.41556E+10", "US")).toMatchObject({
      problem: expect.stringContaining("spreadsheet"),
    });
  });

  it("does not dial a number with an extension", () => {
    expect(readPhoneNumber("+14155550100 ext. 5", "US")).toMatchObject({
      problem: expect.stringContaining("extension"),
    });
  });

  it("gives E.164 or a problem, whatever it is fed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const read = readPhoneNumber(text, "US");
        if ("number" in read) expect(read.number).toMatch(/^\+[1-9]\d{6,14}$/);
        else expect(read.problem).not.toBe("");
      }),
    );
  });

  it("reads its own answer as itself", () => {
    const area = fc.constantFrom("212", "310", "415", "503", "646", "718", "808", "971");
    const last = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, "0"));
    fc.assert(
      fc.property(area, last, (areaCode, nn) => {
        const number = `+1${areaCode}55501${nn}`;
        expect(readPhoneNumber(number, "DE")).toEqual({ number });
      }),
    );
  });
});

describe("toCountry", () => {
  it("knows the countries of the numbering plans only", () => {
    expect(toCountry(" fr ")).toBe("FR");
    expect(toCountry("XX")).toBeNull();
  });
});
