import { beforeAll, describe, expect, it } from "vitest";
import {
  all,
  type Api,
  createCampaign,
  type Import,
  importFile,
  importNumbers,
  register,
  until,
} from "../stack/api.ts";
import { numberOf } from "../stack/sandbox.ts";

interface Contact {
  phone_number: string;
  first_name: string | null;
  last_name: string | null;
  timezone: string | null;
  tags: string[];
  custom_fields: Record<string, string>;
}

/** A thousand different fictional numbers, the first `n` of them. */
const numbers = (n: number): string[] =>
  ["212", "310", "415", "503", "646", "718", "808", "971", "213", "312"]
    .flatMap((area) => Array.from({ length: 100 }, (_, i) => numberOf(String(i).padStart(2, "0"), area)))
    .slice(0, n);

describe("importing contacts", () => {
  let api: Api;
  beforeAll(async () => {
    ({ api } = await register());
  });
  const newCampaign = async (): Promise<string> => (await createCampaign(api)).id;
  it("counts every row in exactly one place and keeps what the file says", async () => {
    const id = await newCampaign();
    const first = await importFile(
      api,
      id,
      "Phone Number;First Name;Time Zone;Tags;Plan\r\n" +
        "(415) 555-0100;Zoë;Europe/Paris;vip|urgent;gold\r\n" +
        "+14155550100;Again;;;\r\n" +
        ";Nobody;;;\r\n" +
        "\r\n" +
        "12;Short;;;\r\n" +
        "+14155550101;Where;Mars/Base;;\r\n" +
        '+14155550102;"Two\r\nlines";;;\r\n',
    );
    expect(first).toMatchObject({
      status: "done",
      failure: null,
      total_rows: 6,
      imported: 2,
      updated: 0,
      duplicates_skipped: 1,
      rejected: 3,
    });
    expect(first.errors.map((e) => [e.row, e.column, e.code])).toEqual([
      [4, "Phone Number", "phone_missing"],
      [6, "Phone Number", "phone_invalid"],
      [7, "Time Zone", "timezone_invalid"],
    ]);
    const contacts = await all<Contact>(api, `/campaigns/${id}/contacts`);
    expect(contacts.map((c) => c.phone_number)).toEqual(["+14155550100", "+14155550102"]);
    expect(contacts[0]).toMatchObject({
      first_name: "Zoë",
      timezone: "Europe/Paris",
      tags: ["vip", "urgent"],
      custom_fields: { Plan: "gold" },
    });
    const again = await importNumbers(api, id, ["+14155550100", "+14155550103"]);
    expect(again).toMatchObject({ total_rows: 2, imported: 1, duplicates_skipped: 1 });
  });

  it("takes a thousand rows and keeps the first hundred errors; the error file has them all", async () => {
    const id = await newCampaign();
    const wrong = Array.from({ length: 150 }, (_, i) => `not a number ${i}`);
    const report = await importNumbers(api, id, [...numbers(1000), ...wrong]);
    expect(report).toMatchObject({ total_rows: 1150, imported: 1000, rejected: 150, duplicates_skipped: 0 });
    expect(report.errors).toHaveLength(100);
    expect(await api.ok("GET", `/campaigns/${id}`)).toMatchObject({ total_leads: 1000 });
    const { id: importId } = report as unknown as { id: string };
    const file = await api.call<string>("GET", `/imports/${importId}/errors.csv`);
    expect(file.headers.get("content-type")).toContain("text/csv");
    const lines = file.body.trim().split("\r\n");
    expect(lines[0]).toBe("row,column,code,message,phone,first_name");
    expect(lines).toHaveLength(151);
    expect(lines[150]).toBe(
      "1151,phone,phone_invalid,This is not a valid phone number.,not a number 149,Contact 1149",
    );
    const stranger = (await register()).api;
    expect((await stranger.call("GET", `/imports/${importId}`)).status).toBe(404);
    expect((await stranger.call("GET", `/imports/${importId}/errors.csv`)).status).toBe(404);
  });

  it("updates the contacts it knows when it is told not to skip them, and takes nothing away", async () => {
    const id = await newCampaign();
    await importFile(api, id, "phone,first_name,last_name,city\n+14155550100,Ada,Lovelace,London\n");
    const form = new FormData();
    const rows = "phone,first_name,last_name,plan\n+14155550100,Augusta,,gold\n+14155550101,Grace,Hopper,\n";
    form.set("file", new File([rows], "again.csv"));
    form.set("skip_duplicates", "false");
    const { import_id } = await api.ok<{ import_id: string }>(
      "POST",
      `/campaigns/${id}/contacts/import`,
      form,
    );
    const report = await until(
      () => api.ok<Import>("GET", `/imports/${import_id}`),
      (i) => i.status === "done",
      { limitMs: 20_000, what: "the import to end" },
    );
    expect(report).toMatchObject({ total_rows: 2, imported: 1, updated: 1, duplicates_skipped: 0 });
    const contacts = await all<Contact>(api, `/campaigns/${id}/contacts`);
    expect(contacts.find((c) => c.phone_number === "+14155550100")).toMatchObject({
      first_name: "Augusta",
      last_name: "Lovelace",
      custom_fields: { city: "London", plan: "gold" },
    });
  });

  it.each([
    ["has no phone column", "name,email\nAda,ada@example.com\n", /name, email/],
    ["is empty", "", /empty/],
    ["has a header alone", "phone,name\n", /no contacts/],
    ["is binary junk", Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256), /not a text file/],
  ])("fails in one sentence when the file %s", async (_, content, sentence) => {
    const report = await importFile(api, await newCampaign(), content);
    expect(report).toMatchObject({ status: "failed", imported: 0, total_rows: 0 });
    expect(report.failure).toMatch(sentence);
  });

  it("streams a file larger than any body elsewhere, and reads the rows at its end", async () => {
    const id = await newCampaign();
    const filler = `\r\n${",".repeat(900)}`.repeat(14_000);
    const report = await importFile(api, id, `phone,name${filler}\r\n+14155550100,Ada\r\n`);
    expect(report).toMatchObject({ status: "done", total_rows: 1, imported: 1 });
  });

  it("says what is missing from the form", async () => {
    const id = await newCampaign();
    const path = `/campaigns/${id}/contacts/import`;
    expect((await api.call("POST", path, {})).status).toBe(422);
    expect((await api.call("POST", path)).status).toBe(415);
    const form = new FormData();
    form.set("default_country", "FR");
    const noFile = await api.call<{ errors: { path: string }[] }>("POST", path, form);
    expect([noFile.status, noFile.body.errors[0]?.path]).toEqual([422, "file"]);
    form.set("file", new File(["phone\n0612345678\n"], "a.csv"));
    form.set("default_country", "XX");
    const noCountry = await api.call<{ errors: { path: string }[] }>("POST", path, form);
    expect([noCountry.status, noCountry.body.errors[0]?.path]).toEqual([422, "default_country"]);
  });
});
