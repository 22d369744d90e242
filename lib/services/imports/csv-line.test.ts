import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { readPhoneNumber } from "../contacts/phone-number.ts";
import { csvLine, unshown } from "./csv-line.ts";

const cellsOf = (line: string): string[] =>
  Papa.parse<string[]>(line.replace(/\r\n$/, ""), { delimiter: "," }).data[0] ?? [];
const cell = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc
    .tuple(
      fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", " =", "\u0000=", "＝", "\u200b+"),
      fc.string(),
    )
    .map((parts) => parts.join("")),
);

describe("csvLine", () => {
  it("never begins a cell with what a spreadsheet would run", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
        for (const written of cellsOf(csvLine(cells))) {
          expect(written).not.toMatch(/^[\t\r\n]/);
          expect(written.replace(/^[\s\p{Cc}\p{Cf}]+/u, "")).not.toMatch(/^[=+\-@＝＋－＠]/);
        }
      }),
    );
  });

  it("loses nothing: each cell can be had back", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
        // Whoever wrote an apostrophe before a formula meant the formula as text already.
        fc.pre(cells.every((text) => !text.startsWith("'")));
        expect(cellsOf(csvLine(cells)).map(unshown)).toEqual(cells);
      }),
    );
  });

  it("keeps a phone number whole, for a spreadsheet and for our own import", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), (n) => {
        const number = `+1415555${String(100 + n).padStart(4, "0")}`;
        const [written = ""] = cellsOf(csvLine([number, "x"]));
        expect(written).toBe(`'${number}`);
        expect(readPhoneNumber(written, "US")).toMatchObject({ number });
      }),
    );
  });

  it("leaves numbers as they are", () => {
    expect(csvLine([-3, 1.5, "plain"])).toBe("-3,1.5,plain\r\n");
  });
});
