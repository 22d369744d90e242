import { describe, expect, it } from "vitest";
import { openTable } from "../open-table.ts";
import { storeOf } from "../stored-file.fixture.ts";
import { workbookOf } from "./workbook.fixture.ts";

const AS_IT_LOOKS = { encoding: null, delimiter: null, sheet: null, header_row: null };

async function read(
  content: Uint8Array,
  sheet: string | null = null,
): Promise<{ rows: string[][]; sheets: string[] }> {
  const table = await openTable(storeOf(content, 4096), "t/f", { ...AS_IT_LOOKS, sheet });
  try {
    const rows: string[][] = [];
    for await (const group of table.rows()) rows.push(...group);
    return { rows, sheets: table.found.sheets };
  } finally {
    await table.close();
  }
}

const book = workbookOf({
  shared: "<si><t>phone</t></si><si><r><t>Ada </t></r><r><t>Lovelace</t></r><rPh><t>x</t></rPh></si>",
  styles:
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>',
  sheets: {
    People:
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>name &amp; more</t></is></c></row>' +
      '<row r="3"><c r="A3"><v>1.41555501E10</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" s="1"><v>45000</v></c><c r="E3" s="2"><v>45000.5</v></c><c r="F3" t="b"><v>1</v></c></row>' +
      '<row><c t="str"><v>+14155550101</v></c><c><v>1.5</v></c></row>',
    Other: '<row><c t="str"><v>+14155550199</v></c></row>',
  },
});

describe("an Excel file", () => {
  it("gives its first sheet's rows: texts, whole numbers, dates, gaps", async () => {
    expect(await read(book)).toEqual({
      sheets: ["People", "Other"],
      rows: [
        ["phone", "", "name & more"],
        [""],
        ["14155550100", "", "Ada Lovelace", "2023-03-15", "2023-03-15 12:00", "TRUE"],
        ["+14155550101", "1.5"],
      ],
    });
  });

  it("gives the sheet that is chosen", async () => {
    expect((await read(book, "Other")).rows).toEqual([["+14155550199"]]);
    await expect(read(book, "Nowhere")).rejects.toThrow("no sheet of that name");
  });

  it("is refused when it would unpack to more than it could mean", async () => {
    const bomb = workbookOf({ sheets: { A: `<row><c t="str"><v>${" ".repeat(40_000_000)}</v></c></row>` } });
    expect(bomb.length).toBeLessThan(200_000);
    await expect(read(bomb)).rejects.toThrow("unpacks to more");
  });

  it.each([
    ["cut off", book.subarray(0, book.length - 30)],
    ["no workbook", workbookOf({ sheets: {} })],
    ["not XML inside", workbookOf({ sheets: { A: "<row><c></row>" } })],
    ["of the old kind", Buffer.from("d0cf11e0a1b11ae1", "hex")],
  ])("is refused in one sentence when it is %s", async (_, content) => {
    await expect(read(content)).rejects.toThrow(/^(The Excel file|This is an old Excel file)/);
  });
});
