import { beforeAll, describe, expect, it } from "vitest";
import { type Api, all, createCampaign, type Import, importFile, register, until } from "../stack/api.ts";

interface Upload {
  upload_id: string;
}
interface Preview {
  detected: { encoding: string; delimiter: string; header_row: number } | null;
  default_country: string;
  columns: { name: string; use: string; examples: string[] }[];
  rows: { row: number; fate: string; phone_number: string | null; note: string | null }[];
  counts: Record<string, number>;
  reject_counts: Record<string, number>;
  verdicts: { allowed: number };
  is_whole: boolean;
  problem: string | null;
}
interface Contact {
  id: string;
  phone_number: string;
  first_name: string | null;
  custom_fields: Record<string, string>;
}

const isOver = (i: Import): boolean => !["queued", "running"].includes(i.status);

describe("looking at a file before it is imported", () => {
  let api: Api;
  beforeAll(async () => {
    ({ api } = await register());
  });

  async function upload(campaignId: string, content: string | Uint8Array): Promise<string> {
    const form = new FormData();
    form.set("file", new File([content as BlobPart], "contacts.csv"));
    return (await api.ok<Upload>("POST", `/campaigns/${campaignId}/contacts/uploads`, form)).upload_id;
  }
  const look = (campaignId: string, uploadId: string, options: unknown = {}): Promise<Preview> =>
    api.ok("POST", `/campaigns/${campaignId}/contacts/uploads/${uploadId}/preview`, options);

  async function importUpload(campaignId: string, body: unknown): Promise<Import & { id: string }> {
    const { import_id } = await api.ok<{ import_id: string }>(
      "POST",
      `/campaigns/${campaignId}/contacts/import`,
      body,
    );
    return until(() => api.ok<Import & { id: string }>("GET", `/imports/${import_id}`), isOver, {
      limitMs: 60_000,
      what: "the import to end",
    });
  }

  it("tells what the import then does, row by row", async () => {
    const { id } = await createCampaign(api);
    const other = (await createCampaign(api)).id;
    await importFile(api, other, "phone\n+14155550104\n");
    await importFile(api, id, "phone,first_name\n+14155550101,Bob\n");
    await api.ok("POST", "/dnc", { phone_number: "+14155550102" });
    const file =
      "Kontakte\nVorname;Rufnummer;Stadt\nAda;+14155550100;Köln\nBo;+14155550101;\nEve;+14155550102;\n" +
      "Ida;+14155550100;\nIvo;1.4E+10;\nUwe;+14155550104 / +14155550105;\n";
    const uploadId = await upload(id, Buffer.from(file, "latin1"));
    const seen = await look(id, uploadId, { skip_duplicates: false });
    expect(seen).toMatchObject({
      detected: { encoding: "windows-1252", delimiter: ";", header_row: 2 },
      default_country: "US",
      is_whole: true,
      problem: null,
      counts: { rows: 6, import: 3, update: 1, duplicate: 1, reject: 1, in_workspace: 1, do_not_call: 1 },
      reject_counts: { phone_rounded: 1 },
    });
    expect(seen.columns).toMatchObject([
      { name: "Vorname", use: "first_name" },
      { name: "Rufnummer", use: "phone_number" },
      { name: "Stadt", use: "custom", examples: ["Köln"] },
    ]);
    expect(seen.rows.map((row) => row.fate)).toEqual([
      "import",
      "update",
      "import",
      "duplicate",
      "reject",
      "import",
    ]);
    const report = await importUpload(id, { upload_id: uploadId, skip_duplicates: false });
    expect(report).toMatchObject({ imported: 3, updated: 1, duplicates_skipped: 1, rejected: 1 });
    const contacts = await all<Contact>(api, `/campaigns/${id}/contacts`);
    expect(contacts.find((c) => c.phone_number === "+14155550104")?.custom_fields).toEqual({
      other_numbers: "+14155550105",
    });
    expect(contacts.find((c) => c.phone_number === "+14155550100")?.custom_fields).toEqual({ Stadt: "Köln" });

    const errors = await api.call<string>("GET", `/imports/${report.id}/errors.csv`);
    expect(errors.body).toContain("phone_rounded");
    const mended = await importFile(api, id, errors.body.replace("1.4E+10", "+14155550106"));
    expect(mended).toMatchObject({ total_rows: 1, imported: 1, rejected: 0 });
    const ivo = (await all<Contact>(api, `/campaigns/${id}/contacts`)).find((c) => c.first_name === "Ivo");
    expect(ivo).toMatchObject({ phone_number: "+14155550106", custom_fields: {} });
  });

  it("records who has agreed to be called, where a person says so, and takes it back with the import", async () => {
    const { id } = await createCampaign(api, { purpose: "marketing" });
    const other = await createCampaign(api, { purpose: "marketing" });
    const file = "phone,opt in\n+14155550101,yes\n+14155550102,no\n+14155550103,2026-03-01\n";
    await importFile(api, other.id, file);
    const mapping = { phone: "phone_number", "opt in": "consent" };
    const consent = { kind: "express_written", text: "You may call me about offers." };
    const uploadId = await upload(id, file);
    const seen = await look(id, uploadId, { mapping, consent });
    expect(seen.verdicts.allowed).toBe(2);
    const contacts = await all<Contact>(api, `/campaigns/${other.id}/contacts`);
    const consentsOf = async (nn: string): Promise<unknown[]> => {
      const lead = contacts.find((c) => c.phone_number === `+141555501${nn}`);
      return all(api, `/campaigns/${other.id}/contacts/${lead?.id}/consents`);
    };
    expect(await consentsOf("01")).toEqual([]);
    const report = await importUpload(id, { upload_id: uploadId, mapping, consent });
    const recorded = { ...consent, purpose: "marketing", source: "import", revoked_at: null };
    expect(await consentsOf("01")).toMatchObject([
      { ...recorded, evidence: { file: "contacts.csv", row: 2 } },
    ]);
    expect(await consentsOf("02")).toEqual([]);
    expect(await consentsOf("03")).toMatchObject([{ ...recorded, given_at: "2026-03-01T00:00:00.000Z" }]);
    await api.ok("POST", `/imports/${report.id}/undo`);
    expect(await consentsOf("01")).toMatchObject([{ revoked_at: expect.any(String) }]);
  });

  it("never brings back what a person has revoked, and brings back what was only undone", async () => {
    const { id } = await createCampaign(api, { purpose: "research" });
    const mapping = { phone: "phone_number", "opt in": "consent" };
    const consent = { kind: "express", text: "You may ask me." };
    const file = "phone,opt in\n+14155550171,yes\n+14155550172,2026-03-01\n+14155550173,2026-03-02\n";
    const importAgain = async (): Promise<string> =>
      (await importUpload(id, { upload_id: await upload(id, file), mapping, consent })).id;
    const first = await importAgain();
    const consentsOf = async (nn: string): Promise<{ id: string; revoked_at: string | null }[]> => {
      const contacts = await all<Contact>(api, `/campaigns/${id}/contacts`);
      const lead = contacts.find((c) => c.phone_number === `+141555501${nn}`);
      return all(api, `/campaigns/${id}/contacts/${lead?.id}/consents`);
    };
    const held = async (): Promise<number[]> =>
      Promise.all(
        ["71", "72", "73"].map(async (nn) => {
          const consents = await consentsOf(nn);
          return consents.filter((c) => c.revoked_at === null).length;
        }),
      );
    expect(await held()).toEqual([1, 1, 1]);
    for (const nn of ["71", "72"])
      await api.ok("POST", `/consents/${(await consentsOf(nn))[0]?.id}/revoke`, {});
    expect(await held()).toEqual([0, 0, 1]);
    await api.ok("POST", `/imports/${first}/undo`);
    await importAgain();
    expect(await held()).toEqual([0, 0, 1]);
    expect(await consentsOf("72")).toHaveLength(2);
  });

  it("follows what is chosen, and remembers it for the next file", async () => {
    const { id } = await createCampaign(api);
    const uploadId = await upload(id, "Anschluss,Werbung\n0612345678,x\n+33612345679,y\n");
    expect((await look(id, uploadId)).default_country).toBe("FR");
    const mapping = { Anschluss: "phone_number", Werbung: "ignore" };
    const seen = await look(id, uploadId, { mapping, default_country: "US" });
    expect(seen.counts).toMatchObject({ import: 1, reject: 1 });
    const report = await importUpload(id, { upload_id: uploadId, mapping, default_country: "FR" });
    expect(report).toMatchObject({ imported: 2, rejected: 0 });
    const again = await look(id, await upload(id, "anschluss;werbung\n+33612345670;z\n"));
    expect(again.columns.map(({ use }) => use)).toEqual(["phone_number", "ignore"]);
    const gone = await api.call("POST", `/campaigns/${id}/contacts/import`, { upload_id: uploadId });
    expect(gone.status).toBe(404);
  });

  it("says what keeps a file from being imported, and keeps another tenant out", async () => {
    const { id } = await createCampaign(api);
    const uploadId = await upload(id, "name,city\nAda,London\n");
    expect((await look(id, uploadId)).problem).toMatch(/column/);
    expect((await look(id, await upload(id, "\n \n"))).problem).toMatch(/empty/);
    const { api: stranger } = await register();
    const own = (await createCampaign(stranger)).id;
    for (const campaignId of [id, own]) {
      const path = `/campaigns/${campaignId}/contacts/uploads/${uploadId}/preview`;
      expect((await stranger.call("POST", path, {})).status).toBe(404);
    }
  });

  it("leaves out or refuses known numbers when told to", async () => {
    const { id } = await createCampaign(api);
    const other = (await createCampaign(api)).id;
    await importFile(api, other, "phone\n+14155550111\n");
    await api.ok("POST", "/dnc", { phone_number: "+14155550112" });
    const uploadId = await upload(id, "phone\n+14155550110\n+14155550111\n+14155550112\n");
    const choice = { workspace_duplicates: "skip", do_not_call: "reject" };
    expect((await look(id, uploadId, choice)).counts).toMatchObject({ import: 1, duplicate: 1, reject: 1 });
    const report = await importUpload(id, { upload_id: uploadId, ...choice });
    expect(report).toMatchObject({ imported: 1, duplicates_skipped: 1, rejected: 1 });
    expect(report.errors).toMatchObject([{ row: 4, code: "do_not_call" }]);
  });
});

describe("undoing an import", () => {
  let api: Api;
  beforeAll(async () => {
    ({ api } = await register());
  });

  it("takes the new contacts away and gives updated ones back what they had; the file can come again", async () => {
    const { id } = await createCampaign(api);
    await importFile(api, id, "phone,first_name,city\n+14155550100,Ada,London\n");
    const form = new FormData();
    form.set(
      "file",
      new File(["phone,first_name,plan\n+14155550100,Augusta,gold\n+14155550101,Bob,\n"], "a.csv"),
    );
    form.set("skip_duplicates", "false");
    const { import_id } = await api.ok<{ import_id: string }>(
      "POST",
      `/campaigns/${id}/contacts/import`,
      form,
    );
    const done = await until(() => api.ok<Import>("GET", `/imports/${import_id}`), isOver, {
      limitMs: 60_000,
      what: "the import to end",
    });
    expect(done).toMatchObject({ imported: 1, updated: 1 });
    for (let twice = 0; twice < 2; twice += 1) {
      expect(await api.ok("POST", `/imports/${import_id}/undo`)).toMatchObject({ status: "undone" });
      expect(await all<Contact>(api, `/campaigns/${id}/contacts`)).toMatchObject([
        { phone_number: "+14155550100", first_name: "Ada", custom_fields: { city: "London" } },
      ]);
    }
    expect(await importFile(api, id, "phone\n+14155550101\n")).toMatchObject({ imported: 1 });
  });

  it("is refused for a failed import, and for a stranger", async () => {
    const { id } = await createCampaign(api);
    const failed = (await importFile(api, id, "name\nAda\n")) as Import & { id: string };
    expect((await api.call("POST", `/imports/${failed.id}/undo`)).status).toBe(409);
    const { api: stranger } = await register();
    expect((await stranger.call("POST", `/imports/${failed.id}/undo`)).status).toBe(404);
  });
});
