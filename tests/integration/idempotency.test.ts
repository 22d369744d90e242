import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Api, createCampaign, register } from "../stack/api.ts";

type Write = [what: string, path: () => string, body: (n: number) => unknown];

const file = (name: string): FormData => {
  const form = new FormData();
  form.set("file", new File(["phone\n+14155550177\n"], name));
  return form;
};

describe("a write that comes again with its Idempotency-Key", () => {
  let api: Api;
  let campaign: string;
  let lead: string;
  beforeAll(async () => {
    ({ api } = await register("Twice"));
    campaign = (await createCampaign(api)).id;
    const contact = { phone_number: "+14155550199" };
    lead = (await api.ok<{ id: string }>("POST", `/campaigns/${campaign}/contacts`, contact)).id;
  });

  const WRITES: Write[] = [
    ["a campaign", () => "/campaigns", (n) => ({ name: `C${n}`, goal: "Say hello" })],
    ["an agent", () => "/agents", (n) => ({ name: `A${n}` })],
    ["a client", () => "/clients", (n) => ({ name: `K${n}` })],
    ["a contact", () => `/campaigns/${campaign}/contacts`, (n) => ({ phone_number: `+1415555010${n}` })],
    [
      "a consent",
      () => `/campaigns/${campaign}/contacts/${lead}/consents`,
      (n) => ({ purpose: "marketing", text: `Yes ${n}` }),
    ],
    ["an import", () => `/campaigns/${campaign}/contacts/import`, (n) => file(`contacts-${n}.csv`)],
  ];

  it.each(WRITES)("makes %s once, and is answered alike", async (_, path, body) => {
    const headers = { "idempotency-key": randomUUID() };
    const send = (n: number) =>
      api.call<{ id?: string; import_id?: string }>("POST", path(), body(n), headers);
    const [first, beside] = await Promise.all([send(1), send(1)]);
    const again = await send(1);
    expect([first.status, again.status]).toEqual([beside.status, beside.status]);
    expect([beside.body, again.body]).toEqual([first.body, first.body]);
    expect(first.body.id ?? first.body.import_id).toBeDefined();
    expect(await send(2)).toMatchObject({ status: 409, body: { code: "conflict" } });
    const other = await api.call<{ id?: string; import_id?: string }>("POST", path(), body(3), {
      "idempotency-key": randomUUID(),
    });
    expect(other.body.id ?? other.body.import_id).not.toBe(first.body.id ?? first.body.import_id);
  });

  it("is refused with a key that is none", async () => {
    const answer = await api.call("POST", "/clients", { name: "K" }, { "idempotency-key": "x".repeat(256) });
    expect(answer.status).toBe(400);
  });

  it("is another business's own matter", async () => {
    const { api: strangers } = await register("Others");
    const headers = { "idempotency-key": randomUUID() };
    const mine = await api.call<{ id: string }>("POST", "/clients", { name: "K" }, headers);
    const theirs = await strangers.call<{ id: string }>("POST", "/clients", { name: "K" }, headers);
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });
});
