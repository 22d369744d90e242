import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ContactFilter, contactQuerySchema } from "#lib/domain/api/contact";
import { clientInputSchema, clientQuerySchema } from "#lib/domain/api/client";
import { listCalls } from "#lib/services/calls/list-calls";
import { createClient } from "#lib/services/clients/create-client";
import { deleteClient } from "#lib/services/clients/delete-client";
import { getClient } from "#lib/services/clients/get-client";
import { listClients } from "#lib/services/clients/list-clients";
import { updateClient } from "#lib/services/clients/update-client";
import type { UserContext } from "#lib/services/context";
import { changeContacts } from "#lib/services/contacts/change-contacts";
import { contactFacets } from "#lib/services/contacts/contact-facets";
import { exportContacts } from "#lib/services/contacts/export-contacts";
import { listAllContacts, listContacts } from "#lib/services/contacts/list-contacts";
import { DialingRig, numbers } from "./dialing-rig.ts";

/** More than are looked at one by one. */
const CROWD = 2100;

describe("lists of contacts", () => {
  let rig: DialingRig;
  let who: { tenantId: string; userId: string };
  let ctx: UserContext;
  let campaignId: string;
  const found = async (filter: ContactFilter, context = ctx): Promise<string[]> => {
    const page = await listContacts(context, campaignId, contactQuerySchema.parse({ ...filter, limit: 200 }));
    return page.items.map((contact) => contact.first_name ?? "");
  };
  const countAll = async (search: string): Promise<number | undefined> =>
    (await listAllContacts(ctx, { limit: 10, search })).total;
  /** A lead whose job ended in a call. */
  const called = async (
    number: string,
    outcomes: [result: string, disposition: string | null][],
  ): Promise<void> => {
    await rig.sql(
      `update talky.dialer_jobs set status = 'done', reason = 'outcome_final', next_attempt_at = null, finished_at = now()
       where campaign_id = $1 and phone_number = $2`,
      [campaignId, number],
    );
    for (const [at, [result, disposition]] of outcomes.entries()) {
      await rig.sql(
        `insert into talky.calls (tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
           worker_url, socket_token_hash, snapshot, carrier_state, telephony_result, disposition, answered_at, ended_at, settled_at)
         select tenant_id, campaign_id, lead_id, id, $3, phone_number, '+14155550000', gen_random_uuid(), 'http://w', 'h',
           '{}', 'ended', $4, $5, case when $5::text is null then null else now() end, now(), now()
         from talky.dialer_jobs where campaign_id = $1 and phone_number = $2`,
        [campaignId, number, at + 1, result, disposition],
      );
    }
  };

  beforeAll(async () => {
    rig = await DialingRig.create();
    who = await rig.tenant();
    ctx = rig.userContext(who);
    const [ada = "", grace = "", alan = ""] = numbers(3);
    campaignId = await rig.campaign(who.tenantId, [ada, grace, alan]);
    const name = (number: string, first: string, last: string, tags: string[]) =>
      rig.sql(
        `update talky.leads set first_name = $3, last_name = $4, email = lower($3) || '_1@example.com', tags = $5,
           created_at = now() - interval '1 day' where campaign_id = $1 and phone_number = $2`,
        [campaignId, number, first, last, tags],
      );
    await name(ada, "Ada", "Lovelace", ["vip", "spring"]);
    await name(grace, "Grace", "Hopper", ["spring"]);
    await name(alan, "Alan", "Turing", []);
    await called(ada, [
      ["busy", null],
      ["answered", "goal_achieved"],
    ]);
    await called(grace, [["busy", null]]);
    await rig.sql(
      "update talky.dialer_jobs set reason = 'outside_window' where campaign_id = $1 and phone_number = $2",
      [campaignId, alan],
    );
  });
  afterAll(() => rig.database.drop());

  const FILTERS: [ContactFilter, string[]][] = [
    [{ search: "lovelace ada" }, ["Ada"]],
    [{ search: "OPP" }, ["Grace"]],
    [{ search: "n_1@exam" }, ["Alan"]],
    [{ search: "(415) 555-0102" }, ["Alan"]],
    [{ search: "%" }, []],
    [{ tag: "vip" }, ["Ada"]],
    [{ tag: "spring", search: "hopper" }, ["Grace"]],
    [{ telephony_result: "busy" }, ["Grace"]],
    [{ disposition: "goal_achieved" }, ["Ada"]],
    [{ reason: "outside_window" }, ["Alan"]],
    [{ reason: "outside_window", search: "ada" }, []],
  ];

  it.each(FILTERS)("finds by %j", async (filter, expected) => {
    expect(await found(filter)).toEqual(expected);
  });

  it("finds what lies behind many others, and counts the same", async () => {
    await rig.sql(
      `insert into talky.leads (tenant_id, campaign_id, phone_number, first_name)
       select $1, $2, '+1303' || (2000000 + i), 'Crowd' from generate_series(1, $3::int) i`,
      [who.tenantId, campaignId, CROWD],
    );
    for (const [filter, expected] of FILTERS) {
      expect(await found(filter), JSON.stringify(filter)).toEqual(expected);
      const { total } = await listContacts(ctx, campaignId, { ...filter, limit: 1 });
      expect(total, JSON.stringify(filter)).toBe(expected.length);
    }
    const first = await listContacts(ctx, campaignId, { search: "crowd", limit: 200 });
    expect(first.total).toBe(CROWD);
    const seen = new Set(first.items.map(({ id }) => id));
    let cursor = first.next_cursor;
    while (cursor) {
      const page = await listContacts(ctx, campaignId, { search: "crowd", limit: 200, cursor });
      for (const { id } of page.items) seen.add(id);
      cursor = page.next_cursor;
    }
    expect(seen.size).toBe(CROWD);
    expect((await listContacts(ctx, campaignId, { limit: 1 })).total).toBe(CROWD + 3);
  });

  it("counts each value of the contacts that are there", async () => {
    expect(await contactFacets(ctx, campaignId)).toEqual({
      status: { pending: CROWD + 3 },
      telephony_result: { answered: 1, busy: 1 },
      disposition: { goal_achieved: 1 },
      reason: { outcome_final: 2, outside_window: 1 },
      tags: [
        { value: "spring", count: 2, is_capped: false },
        { value: "vip", count: 1, is_capped: false },
      ],
    });
  });

  it("leaves as CSV what the filter shows", async () => {
    let text = "";
    for await (const lines of await exportContacts(ctx, campaignId, { search: "lovelace" })) text += lines;
    const [header, row, ...rest] = text.trim().split("\r\n");
    expect(header).toMatch(/^phone_number,first_name,/);
    expect(row).toMatch(/^'\+14155550100,Ada,Lovelace,.*vip;spring.*,answered,goal_achieved,no$/);
    expect(rest).toEqual([]);
  });

  it("tags those that a filter shows, and an urgent tag moves their jobs up", async () => {
    const result = await changeContacts(ctx, campaignId, {
      action: "tag",
      tag: "urgent",
      filter: { search: "alan" },
    });
    expect(result).toEqual({ matched: 1, changed: 1, skipped: 0 });
    expect(await found({ tag: "urgent" })).toEqual(["Alan"]);
    const priorities = (): Promise<object[]> =>
      rig.sql("select priority from talky.dialer_jobs where campaign_id = $1 and status = 'pending'", [
        campaignId,
      ]);
    expect(await priorities()).toEqual([{ priority: 6 }]);
    await changeContacts(ctx, campaignId, { action: "untag", tag: "urgent", filter: { tag: "urgent" } });
    expect(await found({ tag: "urgent" })).toEqual([]);
    expect(await priorities()).toEqual([{ priority: 5 }]);
  });

  it("deletes many at once, but nobody who is being called", async () => {
    const two = await rig.campaign(who.tenantId, numbers(2, 720));
    const page = await listContacts(ctx, two, { limit: 10 });
    const [busy, free] = page.items;
    await rig.sql(
      "update talky.dialer_jobs set status = 'dialing', next_attempt_at = null, claimed_by = gen_random_uuid() where lead_id = $1",
      [busy?.id],
    );
    const ids = page.items.map(({ id }) => id);
    const result = await changeContacts(ctx, two, { action: "delete", ids });
    expect(result).toEqual({ matched: 2, changed: 1, skipped: 1 });
    expect((await listContacts(ctx, two, { limit: 10 })).items.map(({ id }) => id)).toEqual([busy?.id]);
    expect(await rig.sql("select status from talky.dialer_jobs where lead_id = $1", [free?.id])).toEqual([
      { status: "cancelled" },
    ]);
    expect((await contactFacets(ctx, two)).reason).toEqual({});
  });

  it("of all campaigns leave a single call's contact out, whatever is searched", async () => {
    const single = await rig.campaign(who.tenantId, ["+17325550100"]);
    expect(await countAll("732 555 0100")).toBe(1);
    await rig.sql("update talky.campaigns set is_single_call = true where id = $1", [single]);
    expect(await countAll("732 555 0100")).toBe(0);
  });

  it("know how many a campaign has, whoever comes and goes", async () => {
    const three = await rig.campaign(who.tenantId, numbers(3, 731));
    const kept = async (): Promise<(number | undefined)[]> => {
      const [counted] = await rig.sql<{ n: number }>(
        "select count(*)::int as n from talky.leads where campaign_id = $1 and status <> 'deleted'",
        [three],
      );
      return [(await listContacts(ctx, three, { limit: 1 })).total, counted?.n];
    };
    expect(await kept()).toEqual([3, 3]);
    const change = (statement: string): Promise<object[]> => rig.sql(statement, [three]);
    await change(
      "update talky.leads set status = 'deleted' where campaign_id = $1 and phone_number like '%00'",
    );
    expect(await kept()).toEqual([2, 2]);
    await change("update talky.leads set status = 'done' where campaign_id = $1 and phone_number like '%01'");
    expect((await contactFacets(ctx, three)).status).toEqual({ pending: 1, done: 1 });
    for (const [status, total] of [
      ["pending", 1],
      ["done", 1],
      ["blocked", 0],
    ] as const)
      expect(await listContacts(ctx, three, { limit: 10, status }), status).toMatchObject({ total });
    await change("update talky.leads set status = 'pending' where campaign_id = $1");
    expect(await kept()).toEqual([3, 3]);
    await change(`insert into talky.leads (tenant_id, campaign_id, phone_number)
      select tenant_id, campaign_id, phone_number from talky.leads where campaign_id = $1
      on conflict (campaign_id, phone_number) where status <> 'deleted' do update set first_name = 'Again'`);
    expect(await kept()).toEqual([3, 3]);
    await change("delete from talky.dialer_jobs where campaign_id = $1");
    await change("delete from talky.leads where campaign_id = $1");
    expect(await kept()).toEqual([0, 0]);
  });

  it("shows nothing of another tenant, whatever is asked", async () => {
    const stranger = rig.userContext(await rig.tenant());
    expect((await listAllContacts(stranger, { limit: 10, search: "ada" })).items).toEqual([]);
    expect((await listAllContacts(stranger, { limit: 10, tag: "vip" })).total).toBe(0);
    await expect(found({}, stranger)).rejects.toMatchObject({ code: "not_found" });
    await expect(
      changeContacts(stranger, campaignId, { action: "delete", filter: {} }),
    ).rejects.toMatchObject({ code: "not_found" });
    const own = await listAllContacts(ctx, { limit: 10, search: "lovelace" });
    expect(own.items.map(({ first_name, campaign_name }) => [first_name, campaign_name])).toEqual([
      ["Ada", "C"],
    ]);
  });

  describe("and clients", () => {
    it("are linked by the number, and to nobody else's", async () => {
      const client = await createClient(
        ctx,
        clientInputSchema.parse({ name: "Lovelace & Co", phone_number: "(415) 555-0100" }),
      );
      expect(client).toMatchObject({
        phone_number: "+14155550100",
        archived_at: null,
        last_call: { id: expect.any(String) },
      });
      const leads = await listAllContacts(ctx, { limit: 10, client_id: client.id });
      expect(leads.items.map((lead) => [lead.first_name, lead.client])).toEqual([
        ["Ada", { id: client.id, name: "Lovelace & Co" }],
      ]);
      expect(
        (await listCalls(ctx, { limit: 10, client_id: client.id })).items.map((call) => call.attempt),
      ).toEqual([2, 1]);
      const stranger = rig.userContext(await rig.tenant());
      await expect(getClient(stranger, client.id)).rejects.toMatchObject({ code: "not_found" });
      await expect(deleteClient(stranger, client.id)).rejects.toMatchObject({ code: "not_found" });
      await expect(updateClient(stranger, client.id, { name: "X" })).rejects.toMatchObject({
        code: "not_found",
      });
      expect((await listCalls(stranger, { limit: 10, client_id: client.id })).items).toEqual([]);
      await deleteClient(ctx, client.id);
      await expect(getClient(ctx, client.id)).rejects.toMatchObject({ code: "not_found" });
      expect(await found({ search: "lovelace" })).toEqual(["Ada"]);
    });

    it("have a number once, until they are archived", async () => {
      const input = clientInputSchema.parse({ name: "First", phone_number: "+14155550140" });
      const first = await createClient(ctx, input);
      await expect(createClient(ctx, { ...input, name: "Second" })).rejects.toMatchObject({
        code: "conflict",
      });
      await updateClient(ctx, first.id, { is_archived: true });
      const second = await createClient(ctx, { ...input, name: "Second" });
      await expect(updateClient(ctx, first.id, { is_archived: false })).rejects.toMatchObject({
        code: "conflict",
      });
      const names = async (query: object): Promise<string[]> =>
        (await listClients(ctx, clientQuerySchema.parse(query))).items.map(({ name }) => name);
      expect(await names({})).toEqual(["Second"]);
      expect(await names({ archived: "true" })).toEqual(["First"]);
      expect(await names({ search: "555-0140" })).toEqual(["Second"]);
      await expect(updateClient(ctx, second.id, { phone_number: "12" })).rejects.toMatchObject({
        code: "invalid",
      });
    });
  });
});
