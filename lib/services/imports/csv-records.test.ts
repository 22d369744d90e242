import { describe, expect, it } from "vitest";
import { openCsv } from "./csv-records.ts";

async function* pieces(text: string, size = 7): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
async function read(text: string): Promise<{ delimiter: string; records: string[][] }> {
  const csv = await openCsv(pieces(text), null);
  const records: string[][] = [];
  for await (const group of csv.records()) records.push(...group);
  return { delimiter: csv.delimiter, records };
}

async function* broken(): AsyncGenerator<string> {
  yield "phone\n".repeat(20_000);
  throw new Error("the storage went away");
}

describe("openCsv", () => {
  it.each([
    [",", "phone,name\n+1,Ada\n"],
    [";", "phone;name\n+1;Ada\n"],
    [";", 'phone;name;note\n+1;"Lovelace, Ada";"a, b, c, d"\n+2;Bob;x, y, z, w\n'],
    [";", "phone;price\n+1;1,50\n+2;2,75\n"],
    ["\t", "phone\tname\n+1\tAda, L; M\n"],
    ["|", "phone|name\n+1|Ada"],
    [",", "+14155550100\n+14155550101\n"],
    [
      ";",
      "Export; made today, at noon, by us\nphone;name;city\n+1;Ada;London\n+2;Bob;Paris\n+3;Eve;Rome\n+4;Zoë;Oslo\n",
    ],
  ])("finds %j by content", async (delimiter, text) => {
    expect((await read(text)).delimiter).toBe(delimiter);
  });

  it("believes a first line that names the delimiter, and counts it as a row", async () => {
    const { delimiter, records } = await read("sep=;\r\nphone;a,b\r\n+1;x\r\n");
    expect(delimiter).toBe(";");
    expect(records).toEqual([[""], ["phone", "a,b"], ["+1", "x"]]);
  });

  it("reads no further while a group is being worked off", async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        given += 1;
        yield "+14155550100,Ada\n".repeat(2000);
      }
    }
    for await (const group of (await openCsv(endless(), null)).records()) {
      expect(group.length).toBeGreaterThan(0);
      if (given > 20) break;
    }
    const before = given;
    await new Promise((resolve) => setImmediate(resolve));
    expect(given).toBeLessThanOrEqual(before + 1);
  });

  it("passes on the error of the text", async () => {
    const csv = await openCsv(broken(), null);
    await expect(async () => {
      for await (const _ of csv.records());
    }).rejects.toThrow("the storage went away");
  });
});
