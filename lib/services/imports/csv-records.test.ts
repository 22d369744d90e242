import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { type CsvRecord, csvRecords } from "./csv-records.ts";

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string, size = 7): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const group of csvRecords(pieces(text, size))) records.push(...group);
  return records;
}
async function* broken(): AsyncGenerator<string> {
  yield "phone\n";
  throw new Error("the storage went away");
}
const cellsOf = (records: CsvRecord[]): string[][] => records.map((r) => r.cells);

describe("csvRecords", () => {
  it("finds the delimiter, and keeps quoted delimiters and line breaks", async () => {
    expect(cellsOf(await read('phone;name\r\n+1;"Lovelace;\nAda"\r\n', 1000))).toEqual([
      ["phone", "name"],
      ["+1", "Lovelace;\nAda"],
    ]);
  });

  it("marks a record whose quotes do not match, and goes on", async () => {
    const records = await read('phone,name\n+1,"Ada" L\n+2,Bob\n', 1000);
    expect(records.filter((r) => r.isBroken)).toHaveLength(1);
    expect(records[0]?.isBroken).toBe(false);
  });

  it("gives the same records however the text is cut", async () => {
    const cell = fc.stringMatching(/^[a-z0-9 ",;\n+]{0,8}$/);
    const style = {
      newline: fc.constantFrom("\n", "\r\n", "\r"),
      delimiter: fc.constantFrom(",", ";", "\t"),
    };
    const rows = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,6}$/), cell, cell), {
      minLength: 1,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 40 }), fc.record(style), async (data, size, how) => {
        const text = Papa.unparse([["phone", "name", "note"], ...data], how);
        expect(cellsOf(await read(text, size))).toEqual([["phone", "name", "note"], ...data]);
      }),
      { numRuns: 150 },
    );
  });

  it("reads no further while a group is being worked off", async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        given += 1;
        yield "+14155550100,Ada\n".repeat(2000);
      }
    }
    for await (const group of csvRecords(endless())) {
      expect(group.length).toBeGreaterThan(0);
      if (given > 20) break;
    }
    const before = given;
    await new Promise((resolve) => setImmediate(resolve));
    expect(given).toBeLessThanOrEqual(before + 1);
  });

  it("passes on the error of the text", async () => {
    await expect(async () => {
      for await (const _ of csvRecords(broken()));
    }).rejects.toThrow("the storage went away");
  });
});
