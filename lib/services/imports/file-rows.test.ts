import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { ColumnUse, Detected, Reading } from "#lib/domain/api/import";
import { DEFAULT_COUNTRY, toCountry } from "../contacts/phone-number.ts";
import { openFileRows } from "./file-rows.ts";
import { type ReadRow, readRow } from "./read-row.ts";
import { storeOf } from "./stored-file.fixture.ts";
import { UnreadableFile } from "./unreadable-file.ts";

interface Options {
  mapping?: Record<string, ColumnUse>;
  default_country?: string;
  reading?: Partial<Reading>;
  remembered?: Map<string, ColumnUse>;
  isConsented?: boolean;
}
const NOW = new Date("2026-11-20T12:00:00Z");

async function readAll(
  content: string | Uint8Array,
  options: Options = {},
): Promise<{ rows: ReadRow[]; detected: Detected; uses: ColumnUse[]; names: string[] }> {
  const file = await openFileRows(storeOf(content), {
    filePath: "tenant/import",
    mapping: options.mapping ?? null,
    remembered: options.remembered ?? new Map(),
    reading: { encoding: null, delimiter: null, sheet: null, header_row: null, ...options.reading },
  });
  const country = toCountry(options.default_country ?? "") ?? DEFAULT_COUNTRY;
  const rows: ReadRow[] = [];
  for await (const group of file.rows())
    rows.push(
      ...group.map((row) =>
        readRow(row, file.columns, { country, isConsented: options.isConsented ?? false, now: NOW }),
      ),
    );
  await file.close();
  return { rows, detected: file.detected, ...file.columns };
}
const rowsOf = async (content: string | Uint8Array, options: Options = {}): Promise<ReadRow[]> =>
  (await readAll(content, options)).rows;
const lead = (row: ReadRow | undefined) => (row?.kind === "contact" ? row.lead : undefined);
const error = (row: ReadRow | undefined) => (row?.kind === "rejected" ? row.error : undefined);

const consent = (row: ReadRow | undefined) => (row?.kind === "contact" ? row.consent : undefined);

describe("the consent of a row", () => {
  const FILE = "Phone,Consent\n4155550100,yes\n4155550101,2026-03-01\n4155550102,no\n4155550103,perhaps\n";

  it("is what its column says, once a person has chosen that column for it", async () => {
    const rows = await rowsOf(FILE, { mapping: { Consent: "consent" }, isConsented: true });
    expect(rows.map(consent)).toEqual([{ givenAt: null }, { givenAt: new Date("2026-03-01") }, null, null]);
    expect(lead(rows[3])?.custom_fields).toEqual({ Consent: "perhaps" });
  });

  it("is nobody's where only a header speaks of it", async () => {
    expect((await rowsOf(FILE)).map(consent)).toEqual([null, null, null, null]);
  });

  it("is everybody's where the file as a whole is said to have it", async () => {
    expect((await rowsOf("Phone\n4155550100\n", { isConsented: true })).map(consent)).toEqual([
      { givenAt: null },
    ]);
  });
});

describe("openFileRows", () => {
  it("recognises the usual columns and keeps the others as custom fields", async () => {
    const [row] = await rowsOf(
      "First Name;LAST_NAME;E-Mail;Mobile Phone;Time Zone;Priority;Tags;Plan\n" +
        "Ada;Lovelace;ada@example.com;(415) 555-0100;Europe/London;8;urgent, vip;gold\n",
    );
    expect(lead(row)).toEqual({
      phone_number: "+14155550100",
      country: "US",
      phone_type: "fixed_line_or_mobile",
      phone_time_zones: ["America/Los_Angeles"],
      first_name: "Ada",
      last_name: "Lovelace",
      email: "ada@example.com",
      timezone: "Europe/London",
      priority: 8,
      is_high_value: false,
      tags: ["urgent", "vip"],
      custom_fields: { Plan: "gold" },
    });
  });

  it("cuts a whole name, reads numbers of the file's country, and follows a mapping", async () => {
    const [row] = await rowsOf("Name,Anschluss\nAda King Lovelace,06 12 34 56 78\n", {
      default_country: "FR",
      mapping: { anschluss: "phone_number" },
    });
    expect(lead(row)).toMatchObject({
      phone_number: "+33612345678",
      first_name: "Ada",
      last_name: "King Lovelace",
    });
  });

  it("says for each rejected row where it stands, which column and why", async () => {
    const rows = await rowsOf(
      "phone,name,timezone\n,Ada,\n\n12,Bob,\n+14155550100,Eve,Mars/Base\n+14155550101,X,UTC,more\n",
    );
    expect(rows.map(error)).toEqual([
      { row: 2, column: "phone", code: "phone_missing", message: "There is no number." },
      { row: 4, column: "phone", code: "phone_invalid", message: "This is not a valid phone number." },
      {
        row: 5,
        column: "timezone",
        code: "timezone_invalid",
        message: "Use an IANA time zone such as America/New_York.",
      },
      { row: 6, column: null, code: "row_malformed", message: "This row has more cells than the header." },
    ]);
  });

  it("keeps a wrong address and a wrong priority as custom fields", async () => {
    const [row] = await rowsOf("phone,email,priority\n+14155550100,nobody,high\n");
    expect(lead(row)).toMatchObject({
      email: null,
      priority: 5,
      custom_fields: { email: "nobody", priority: "high" },
    });
  });

  it("keeps a column that is called like a part of every object", async () => {
    const [row] = await rowsOf("phone,constructor,__proto__\n+14155550100,Acme,first\n");
    expect(JSON.stringify(lead(row)?.custom_fields)).toBe('{"constructor":"Acme","__proto__":"first"}');
  });

  it("cuts a long header without halving a character", async () => {
    const [row] = await rowsOf(`phone,${"x".repeat(79)}👋 or more\n+14155550100,v\n`);
    const names = Object.keys(lead(row)?.custom_fields ?? {});
    expect(names).toHaveLength(1);
    for (const name of names) expect(name.isWellFormed()).toBe(true);
  });

  it.each([
    ["below titles", "Contacts of spring\n\nmade 2026-11-02,by us\nphone,name\n+14155550100,Ada\n", 4, "Ada"],
    ["not at all", "+14155550100,Ada\n+14155550101,Bob\n", 0, null],
    ["in another language", "Vorname;Name;Rufnummer\nAda;Lovelace;+14155550100\n", 1, "Ada"],
    ["with words of its own", "Anschluss,Wer\n+14155550100,Ada\n", 1, null],
  ])("finds the header %s", async (_, text, row, name) => {
    const { rows, detected } = await readAll(text);
    expect(detected.header_row).toBe(row);
    expect(lead(rows[0])).toMatchObject({ phone_number: "+14155550100", first_name: name });
  });

  it("takes a plain list of numbers", async () => {
    const rows = await rowsOf("+14155550100\n(415) 555-0101\n\n4155550102\n");
    expect(rows.map((row) => lead(row)?.phone_number)).toEqual([
      "+14155550100",
      "+14155550101",
      "+14155550102",
    ]);
  });

  it("gives each of two columns of one name, and one without, a name of its own", async () => {
    const { names, rows } = await readAll("phone,note,note,\n+14155550100,a,b,c\n");
    expect(names).toEqual(["phone", "note", "note (2)", "column 4"]);
    expect(lead(rows[0])?.custom_fields).toEqual({ note: "a", "note (2)": "b", "column 4": "c" });
  });

  it("follows what the tenant made of a column before, and the mapping before that", async () => {
    const remembered = new Map<string, ColumnUse>([
      ["kontaktnr", "phone_number"],
      ["plan", "ignore"],
    ]);
    const text = "Kontakt-Nr.,Plan,mobile\n+14155550100,gold,+14155550101\n";
    expect((await readAll(text, { remembered })).uses).toEqual(["phone_number", "ignore", "custom"]);
    const mapping = { "Kontakt-Nr.": "custom", mobile: "phone_number" } as const;
    expect((await readAll(text, { remembered, mapping })).uses).toEqual(["custom", "ignore", "phone_number"]);
  });

  it("reads an error file of ours: what was wrong is no part of the contact", async () => {
    const rows = await rowsOf(
      "row,column,code,message,phone,note\r\n7,phone,phone_invalid,This is wrong.,'+14155550100,'=1+1\r\n",
    );
    expect(lead(rows[0])).toMatchObject({ phone_number: "+14155550100", custom_fields: { note: "=1+1" } });
  });

  it("reads the file as it is told to, however it looks", async () => {
    const reading = { encoding: "windows-1252", delimiter: "|", header_row: 2 } as const;
    const { rows, detected } = await readAll("a,b,c\nphone|name\n+14155550100|Zoë\n", { reading });
    expect(detected).toMatchObject(reading);
    expect(lead(rows[0])?.first_name).toBe("ZoÃ«");
    await expect(readAll("phone\n\n+14155550100\n", { reading: { header_row: 2 } })).rejects.toThrow("Row 2");
  });

  it.each([
    ["a file without a phone column", "name,email\nAda,a@example.com\n", /name, email/],
    ["an empty file", "", /empty/],
    ["a header alone", "phone,name\n", /no contacts/],
    ["more columns than a person could have meant", `phone${",".repeat(200)}\n+14155550100\n`, /201 columns/],
    ["binary junk", Uint8Array.from([0, 255, 3, 7, 0, 1]), /not a text file/],
  ])("refuses %s in one sentence", async (_, content, sentence) => {
    await expect(rowsOf(content)).rejects.toThrow(sentence);
  });

  it("refuses a mapping of a column that is not there", async () => {
    await expect(rowsOf("a,b\n1,2\n", { mapping: { c: "phone_number" } })).rejects.toThrow(
      "does not have: c",
    );
  });

  it("ends in rows or in one sentence, whatever it is fed", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.stringMatching(/^[-+0-9a-zä",;\t\r\n|=' ]{0,400}$/).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 200 }).map((junk) => Buffer.concat([Buffer.from("504b0304", "hex"), junk])),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        try {
          for (const row of await rowsOf(content)) expect(["contact", "rejected"]).toContain(row.kind);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(UnreadableFile);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("gives every row exactly once, as contact or rejected", async () => {
    const phone = fc.oneof(
      fc.integer({ min: 0, max: 30 }).map((n) => `+1415555${String(100 + n).padStart(4, "0")}`),
      fc.stringMatching(/^[ -~]{0,12}$/),
    );
    const name = fc.stringMatching(/^[ -~\n]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(phone, name, name), { minLength: 1, maxLength: 40 }),
        async (data) => {
          const text = Papa.unparse([["phone", "name", "note"], ...data], { quotes: true });
          const filled = data.filter((cells) => cells.some((cell) => cell.trim() !== ""));
          fc.pre(filled.length > 0);
          const rows = await rowsOf(text, { reading: { delimiter: ",", header_row: 1 } });
          expect(rows).toHaveLength(filled.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});
