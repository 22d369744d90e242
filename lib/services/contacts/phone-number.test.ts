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
    ["+44 (0)20 7946 0018", "US", "+442079460018"],
    ["0044 (0) 20 7946 0018", "US", "+442079460018"],
    ["011 44 20 7946 0018", "FR", "+442079460018"],
    ["00 1 415 555 0100", "US", "+14155550100"],
    ['="+14155550100"', "FR", "+14155550100"],
    ["4155550100.0", "US", "+14155550100"],
    ["14155550100.00", "US", "+14155550100"],
    ["٤١٥٥٥٥٠١٠٠", "US", "+14155550100"],
    ["+１ ４１５ ５５５ ０１００", "FR", "+14155550100"],
    ["\u202a+1 415\u2011555\u20110100\u202c", "FR", "+14155550100"],
    ["+1\u00a0415\u00a0555\u00a00100", "FR", "+14155550100"],
    ["+49 30 / 12345678", "US", "+493012345678"],
  ] as const)("reads %s in %s as %s", (text, country, number) => {
    expect(readPhoneNumber(text, country)).toMatchObject({ number, extension: null, others: [] });
  });

  it.each([
    ["+14155550100 / +14155550101", "+14155550100", ["+14155550101"]],
    ["n/a, (415) 555-0100", "+14155550100", ["n", "a"]],
    ["(415) 555-0100 or (415) 555-0101", "+14155550100", ["(415) 555-0101"]],
    ["0170; 415 555 0100\n+1 415 555 0101", "+14155550100", ["0170", "+1 415 555 0101"]],
  ])("takes the first good number of %j", (text, number, others) => {
    expect(readPhoneNumber(text, "US")).toMatchObject({ number, others });
  });

  it.each(["+14155550100 ext. 5", "(415) 555-0100 x5", "4155550100;ext=5", "+1 415 555 0100 #5"])(
    "keeps the extension of %s apart",
    (text) => expect(readPhoneNumber(text, "US")).toMatchObject({ number: "+14155550100", extension: "5" }),
  );

  it("says what kind of number it is, and whose", () => {
    expect(readPhoneNumber("+447400123456", "US")).toMatchObject({ country: "GB", type: "mobile" });
    expect(readPhoneNumber("06 12 34 56 78", "FR")).toMatchObject({ country: "FR", type: "mobile" });
    expect(readPhoneNumber("01 42 34 56 78", "FR")).toMatchObject({ country: "FR", type: "fixed_line" });
  });

  it.each([
    ["911", "US", "phone_not_allowed", "Emergency"],
    ["112", "DE", "phone_not_allowed", "Emergency"],
    ["+1 900 555 0100", "US", "phone_not_allowed", "premium"],
    ["0899 70 12 34", "FR", "phone_not_allowed", "premium"],
    ["55555", "US", "phone_invalid", "short"],
    ["1.41556E+10", "US", "phone_rounded", "spreadsheet"],
    ["4,91555E+12", "DE", "phone_rounded", "spreadsheet"],
  ] as const)("refuses %s in %s: %s", (text, country, code, word) => {
    expect(readPhoneNumber(text, country)).toEqual({ code, problem: expect.stringContaining(word) });
  });

  it.each(["", "abc", "+1", "12", "+1 999 555 0100", "call +14155550100 now", "+141555501001234"])(
    "refuses %j",
    (text) => {
      expect(readPhoneNumber(text, "US")).toEqual({
        code: "phone_invalid",
        problem: "This is not a valid phone number.",
      });
    },
  );

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
        expect(readPhoneNumber(number, "DE")).toMatchObject({ number });
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
