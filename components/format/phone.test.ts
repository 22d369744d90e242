import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPhone, maskPhone } from "./phone.ts";

const e164 = fc.stringMatching(/^\+[1-9][0-9]{6,14}$/);

describe("maskPhone", () => {
  it("keeps the country and the last two digits", () => {
    expect(maskPhone("+14155550100")).toBe("+1 •••••• 00");
    expect(maskPhone("+33612345678")).toBe("+33 •••••• 78");
  });

  it("never shows more than five digits", () => {
    fc.assert(fc.property(e164, (number) => maskPhone(number).replaceAll(/\D/g, "").length <= 5));
  });
});

describe("formatPhone", () => {
  it("groups a North American number", () => {
    expect(formatPhone("+14155550100")).toBe("+1 415 555 0100");
  });

  it("keeps every digit in order", () => {
    fc.assert(fc.property(e164, (number) => formatPhone(number).replaceAll(" ", "") === number));
  });
});
