import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { CsvReader } from "./csv-reader.ts";

function read(text: string, { delimiter = ",", size = text.length } = {}): string[][] {
  const reader = new CsvReader(delimiter);
  const records: string[][] = [];
  for (let at = 0; at < text.length; at += size) records.push(...reader.push(text.slice(at, at + size)));
  records.push(...reader.end());
  return records;
}

const SPECTRUM = new URL("../../../node_modules/csv-spectrum/", import.meta.url);
const pairs = readdirSync(new URL("csvs", SPECTRUM)).map((file) => file.replace(".csv", ""));

describe("CsvReader", () => {
  it.each(pairs)("reads csv-spectrum's %s as its JSON says", (name) => {
    const [header = [], ...rows] = read(readFileSync(new URL(`csvs/${name}.csv`, SPECTRUM), "utf8"), {
      size: 5,
    });
    const got = rows.map((cells) => Object.fromEntries(header.map((key, at) => [key, cells[at]])));
    const json = JSON.parse(readFileSync(new URL(`json/${name}.json`, SPECTRUM), "utf8")) as unknown;
    // The pair with bare quotes is an object instead of a list, and its two files hold different numbers.
    const number = "Contact Phone Number";
    const blank = (row: Record<string, unknown>) => (number in row ? { ...row, [number]: "" } : row);
    expect(got.map(blank)).toEqual([json].flat().map((row) => blank(row as Record<string, unknown>)));
    expect(got.length).toBeGreaterThan(0);
  });

  it("has all twelve of them", () => expect(pairs).toHaveLength(12));

  it.each([
    [
      "mixed line ends",
      "a,b\r\n1,2\r3,4\n",
      [
        ["a", "b"],
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ["spaces around quotes", 'a, "b, c" ,d\n', [["a", "b, c", "d"]]],
    ["quotes in a bare cell", 'a,5" pipe,"x"\n', [["a", '5" pipe', "x"]]],
    ["stray quotes in a quoted cell", '"He said "hi" to me",b\n', [['He said "hi" to me', "b"]]],
    [
      "a quote closed too early",
      '+1,"Ada" L\n+2,Bob\n',
      [
        ["+1", '"Ada" L'],
        ["+2", "Bob"],
      ],
    ],
    [
      "a quote that is never closed",
      '+1,"Ada\n+2,Bob\n',
      [
        ["+1", '"Ada'],
        ["+2", "Bob"],
      ],
    ],
    [
      "one above a quoted cell",
      '+1,"Ada\n+2,"Bob"\n',
      [
        ["+1", '"Ada'],
        ["+2", "Bob"],
      ],
    ],
    ["blank lines", "a\n\n\nb", [["a"], [""], [""], ["b"]]],
    ["an open last cell", 'a,"', [["a", '"']]],
  ])("takes %s", (_, text, records) => {
    for (const size of [1, 2, 3, 100]) expect(read(text, { size })).toEqual(records);
  });

  it("does not let an unclosed quote swallow a long file", () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `+1415555${i},name ${i}`);
    const records = read(`phone,"name\n${rows.join("\n")}`, { size: 4096 });
    expect(records).toHaveLength(20_001);
    expect(records[20_000]).toEqual(["+141555519999", "name 19999"]);
  });

  it("refuses a line without end", () => {
    expect(() => read("x".repeat(1_100_000), { size: 65_536 })).toThrow("longer than a million");
  });

  it("gives back what was written, however the text is cut", () => {
    const cell = fc.stringMatching(/^[a-z0-9 ",;\n+]{0,8}$/);
    const style = {
      newline: fc.constantFrom("\n", "\r\n", "\r"),
      delimiter: fc.constantFrom(",", ";", "\t"),
    };
    const rows = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,6}$/), cell, cell), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 40 }), fc.record(style), (data, size, how) => {
        const text = Papa.unparse(data, { ...how, quotes: true });
        expect(read(text, { size, delimiter: how.delimiter })).toEqual(data);
      }),
      { numRuns: 300 },
    );
  });

  it("says the same of any text, however it is cut", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a",\r\n ]{0,60}$/), fc.integer({ min: 1, max: 9 }), (text, size) => {
        expect(read(text, { size })).toEqual(read(text));
      }),
      { numRuns: 1000 },
    );
  });
});
