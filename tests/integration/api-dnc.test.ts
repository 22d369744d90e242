import { beforeAll, describe, expect, it } from "vitest";
import { type Api, all, createCampaign, register } from "../stack/api.ts";

interface Entry {
  id: string;
  phone_number: string;
  campaign: { id: string; name: string } | null;
  reason: string;
  source: string;
}

describe("the do-not-call list", () => {
  let api: Api;
  beforeAll(async () => {
    ({ api } = await register());
  });

  it("keeps a number once a scope, and lists the newest first", async () => {
    const { id: campaignId } = await createCampaign(api);
    const added = await api.call<Entry>("POST", "/dnc", {
      phone_number: "(415) 555-0100",
      reason: "Asked by letter",
    });
    expect([added.status, added.body]).toMatchObject([
      201,
      { phone_number: "+14155550100", campaign: null, reason: "Asked by letter", source: "user" },
    ]);
    const again = await api.call<Entry>("POST", "/dnc", { phone_number: "+14155550100" });
    expect([again.status, again.body.id]).toEqual([200, added.body.id]);
    const scoped = await api.ok<Entry>("POST", "/dnc", {
      phone_number: "+14155550100",
      campaign_id: campaignId,
    });
    expect(scoped.campaign?.id).toBe(campaignId);
    const list = await all<Entry>(api, "/dnc");
    expect(list.map((e) => e.id)).toEqual([scoped.id, added.body.id]);
    expect((await api.call("POST", "/dnc", { phone_number: "12" })).status).toBe(422);
    const { api: stranger } = await register();
    expect(await all<Entry>(stranger, "/dnc")).toEqual([]);
    const foreign = { phone_number: "+14155550100", campaign_id: campaignId };
    expect((await stranger.call("POST", "/dnc", foreign)).status).toBe(404);
    expect((await stranger.call("DELETE", `/dnc/${scoped.id}`, { reason: "mine" })).status).toBe(404);
  });

  it("lets a number be called again only with a reason", async () => {
    const entry = await api.ok<Entry>("POST", "/dnc", { phone_number: "+14155550150" });
    expect((await api.call("DELETE", `/dnc/${entry.id}`, { reason: " " })).status).toBe(422);
    expect((await api.call("DELETE", `/dnc/${entry.id}`, { reason: "Signed up again" })).status).toBe(204);
    expect((await api.call("DELETE", `/dnc/${entry.id}`, { reason: "Signed up again" })).status).toBe(404);
    expect(await all<Entry>(api, "/dnc?search=5550150")).toEqual([]);
  });

  it("takes a file, and gives one that no spreadsheet runs", async () => {
    const form = new FormData();
    form.set("file", new File(["number\n+14155550160\n+14155550160\nnobody\n(415) 555-0161\n"], "=cmd.csv"));
    expect(await api.ok("POST", "/dnc/import", form)).toMatchObject({
      total_rows: 4,
      added: 2,
      known: 1,
      rejected: 1,
      errors: [{ row: 4 }],
    });
    const file = await api.call<string>("GET", "/dnc/export.csv?search=555016");
    const lines = file.body.trim().split("\r\n");
    expect(lines[0]).toBe("phone_number,scope,reason,source,created_at");
    expect(lines).toHaveLength(3);
    for (const line of lines.slice(1))
      expect(line).toMatch(/^"?'\+1415555016\d"?,all campaigns,"?'=cmd\.csv"?,import,/);
    const back = new FormData();
    back.set("file", new File([file.body], "again.csv"));
    expect(await api.ok("POST", "/dnc/import", back)).toMatchObject({ total_rows: 2, added: 0, known: 2 });
    const none = new FormData();
    none.set("file", new File(["name\nAda\n"], "a.csv"));
    expect((await api.call("POST", "/dnc/import", none)).status).toBe(422);
  });
});
