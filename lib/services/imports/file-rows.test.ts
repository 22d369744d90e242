import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { FileStore } from "#lib/storage/port";
import { type FileRow, fileRows } from "./file-rows.ts";

const refuse = (): Promise<never> => Promise.reject(new Error("only reading is expected here"));

/** A store that holds one file, given out in pieces. */
function storeOf(content: string | Uint8Array, pieceBytes = 64): FileStore {
  const bytes = Buffer.from(content);
  return {
    putFile: refuse,
    putBytes: refuse,
    remove: refuse,
    read: async () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += pieceBytes) {
            controller.enqueue(new Uint8Array(bytes.subarray(at, at + pieceBytes)));
          }
          controller.close();
        },
      }),
  };
}

async function rowsOf(
  content: string | Uint8Array,
  options: Partial<Parameters<typeof fileRows>[1]> = {},
): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  const file = { filePath: "tenant/import", mapping: null, default_country: null, ...options };
  for await (const row of fileRows(storeOf(content), file)) rows.push(row);
  return rows;
}
const lead = (row: FileRow | undefined) => (row?.kind === "contact" ? row.lead : undefined);
const error = (row: FileRow | undefined) => (row?.kind === "rejected" ? row.error : undefined);

describe("fileRows", () => {
  it("recognises the usual columns and keeps the others as custom fields", async () => {
    const [row] = await rowsOf(
      "First Name;LAST_NAME;E-Mail;Mobile Phone;Time Zone;Priority;Tags;Plan\n" +
        "Ada;Lovelace;ada@example.com;(415) 555-0100;Europe/London;8;urgent, vip;gold\n",
    );
    expect(lead(row)).toEqual({
      phone_number: "+14155550100",
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

  it("takes the first of two rows with one number, however it is written", async () => {
    const rows = await rowsOf("phone,name\n+14155550100,Ada\n(415) 555-0100,Bob\n");
    expect(rows.map((row) => row.kind)).toEqual(["contact", "duplicate"]);
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

  it("gives every row exactly once, as contact, duplicate or rejected", async () => {
    const phone = fc.oneof(
      fc.integer({ min: 0, max: 30 }).map((n) => `+1415555${String(100 + n).padStart(4, "0")}`),
      fc.string({ maxLength: 12 }).map((text) => text.replaceAll("\u0000", "")),
    );
    const name = fc.stringMatching(/^[ -~\n]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(phone, name, name), { minLength: 1, maxLength: 40 }),
        async (data) => {
          const text = Papa.unparse([["phone", "name", "note"], ...data]);
          const filled = data.filter((cells) => cells.some((cell) => cell.trim() !== ""));
          fc.pre(filled.length > 0);
          const rows = await rowsOf(text);
          expect(rows).toHaveLength(filled.length);
          const numbers = rows.flatMap((row) => lead(row)?.phone_number ?? []);
          expect(new Set(numbers).size).toBe(numbers.length);
          for (const row of rows) expect(["contact", "duplicate", "rejected"]).toContain(row.kind);
        },
      ),
      { numRuns: 100 },
    );
  });
});
