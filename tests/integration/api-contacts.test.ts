import { beforeAll, describe, expect, it } from "vitest";
import { type Api, createCampaign, register } from "../stack/api.ts";

interface Problem {
  errors?: { path: string }[];
}
interface WithId {
  id: string;
}

describe("contacts, consents and clients over the API", () => {
  let api: Api;
  let stranger: Api;
  let campaign: string;
  let contact: WithId;
  beforeAll(async () => {
    ({ api } = await register());
    ({ api: stranger } = await register());
    campaign = (await createCampaign(api)).id;
    contact = await api.ok("POST", `/campaigns/${campaign}/contacts`, {
      phone_number: "+14155550100",
      first_name: "=Ada",
      consent: { text: "Yes, call me." },
    });
  });
  const refused = async (path: string, body: unknown): Promise<[number, (string | undefined)[]]> => {
    const { status, body: problem } = await api.call<Problem>("POST", path, body);
    return [status, (problem.errors ?? []).map((error) => error.path)];
  };

  it("change many contacts by ids or by a filter, never by both", async () => {
    const path = `/campaigns/${campaign}/contacts/bulk`;
    expect(await refused(path, { action: "delete" })).toEqual([422, ["ids"]]);
    expect(await refused(path, { action: "delete", ids: [contact.id], filter: {} })).toEqual([422, ["ids"]]);
    expect(await refused(path, { action: "tag", ids: [contact.id] })).toEqual([422, ["tag"]]);
    const tag = { action: "tag", tag: "vip", ids: [contact.id] };
    expect(await api.ok("POST", path, tag)).toEqual({ matched: 1, changed: 1, skipped: 0 });
    expect((await stranger.call("POST", path, tag)).status).toBe(404);
    expect(await api.ok("GET", `/campaigns/${campaign}/contacts/facets`)).toMatchObject({
      status: { pending: 1 },
      tags: [{ value: "vip", count: 1 }],
    });
    expect((await api.call("GET", "/contacts?reason=nonsense")).status).toBe(422);
    expect(await api.ok("GET", `/contacts?campaign_id=${campaign}&tag=vip`)).toMatchObject({ total: 1 });
  });

  it("leave as a file that no spreadsheet runs", async () => {
    const { body, headers } = await api.call<string>(
      "GET",
      `/campaigns/${campaign}/contacts/export.csv?search=ada`,
    );
    expect(headers.get("content-disposition")).toContain("contacts.csv");
    expect(body.split("\r\n")[1]).toMatch(/^'\+14155550100,'=Ada,/);
  });

  it("keep what a contact has agreed to until it is revoked", async () => {
    const path = `/campaigns/${campaign}/contacts/${contact.id}/consents`;
    const { items } = await api.ok<{ items: (WithId & { purpose: string; text: string })[] }>("GET", path);
    expect(items).toMatchObject([{ purpose: "transactional", text: "Yes, call me.", revoked_at: null }]);
    expect(await refused(path, { purpose: "marketing", given_at: "2999-01-01T00:00:00Z" })).toEqual([
      422,
      ["given_at"],
    ]);
    expect(await refused(path, { kind: "implied" })).toEqual([422, ["kind", "purpose"]]);
    const revoke = `/consents/${items[0]?.id}/revoke`;
    expect((await stranger.call("POST", revoke, {})).status).toBe(404);
    expect(await api.ok("POST", revoke, {})).toMatchObject({ revoked_at: expect.any(String) });
  });

  it("keep clients apart, with their contacts found by the number", async () => {
    const client = await api.ok<WithId>("POST", "/clients", { name: "Acme", phone_number: "415 555 0100" });
    expect(await refused("/clients", { name: " " })).toEqual([422, ["name"]]);
    expect(await refused("/clients", { name: "B", phone_number: "+14155550100" })).toEqual([
      409,
      ["phone_number"],
    ]);
    expect(await api.ok("GET", `/campaigns/${campaign}/contacts/${contact.id}`)).toMatchObject({
      client: { id: client.id, name: "Acme" },
    });
    expect(await api.ok("GET", `/contacts?client_id=${client.id}`)).toMatchObject({
      items: [{ id: contact.id }],
    });
    expect(await api.ok("PATCH", `/clients/${client.id}`, { is_archived: true })).toMatchObject({
      name: "Acme",
    });
    expect(await api.ok("GET", "/clients")).toMatchObject({ total: 0 });
    expect((await stranger.call("DELETE", `/clients/${client.id}`)).status).toBe(404);
    expect((await api.call("DELETE", `/clients/${client.id}`)).status).toBe(204);
    expect((await api.call("GET", `/clients/${client.id}`)).status).toBe(404);
  });
});
