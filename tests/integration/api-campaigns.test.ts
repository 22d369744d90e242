import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { all, type Api, createCampaign, type Job, register } from "../stack/api.ts";
import { numberOf } from "../stack/sandbox.ts";

interface Problem {
  code: string;
  detail: string;
  errors?: { path: string; message: string }[];
}
interface FullCampaign {
  id: string;
  name: string;
  goal: string;
  status: string;
  total_leads: number;
  script_config: Record<string, unknown>;
  calling_config: Record<string, unknown>;
}
interface Contact {
  id: string;
  phone_number: string;
  first_name: string | null;
  priority: number;
  custom_fields: Record<string, unknown>;
  job: { status: string } | null;
}

describe("campaigns", () => {
  let api: Api;
  let stranger: Api;
  beforeAll(async () => {
    ({ api } = await register());
    stranger = (await register("Somebody else")).api;
  });

  it("begin as drafts with every default in", async () => {
    const created = await api.call<FullCampaign>("POST", "/campaigns", { name: "A", goal: "Book a visit" });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      status: "draft",
      total_leads: 0,
      calling_config: { time_window_start: "09:00", time_window_end: "19:00", allowed_days: [0, 1, 2, 3, 4] },
    });
    expect(await api.ok("GET", `/campaigns/${created.body.id}`)).toEqual(created.body);
  });

  it("have a budget where one is given, and tell what is left of it", async () => {
    const { id } = await api.ok<FullCampaign>("POST", "/campaigns", {
      name: "A",
      goal: "Book a visit",
      budget_micros: 5_000_000,
    });
    const budget = { budget_micros: 5_000_000, spent_micros: 0, reserved_micros: 0, left_micros: 5_000_000 };
    expect(await api.ok("GET", `/campaigns/${id}/stats`)).toMatchObject({ cost_micros: 0, budget });
    expect((await api.call("PATCH", `/campaigns/${id}`, { budget_micros: -1 })).status).toBe(422);
    expect((await api.call("PATCH", `/campaigns/${id}`, { budget_micros: 0.5 })).status).toBe(422);
    expect(await api.ok("PATCH", `/campaigns/${id}`, { budget_micros: null })).toMatchObject({
      budget_micros: null,
    });
    expect(await api.ok("GET", `/campaigns/${id}/stats`)).toMatchObject({ budget: null });
  });

  it("tell before the start which contacts lack what their texts name", async () => {
    const { id } = await createCampaign(api, {
      goal: "Confirm the visit on {{Visit Day}}",
      system_prompt: "Their order: {{order}}. Their mail: {{email}}.",
      script_config: { company_name: "Acme", greeting: "Hi {{first_name}}, {{agent_name}} here." },
    });
    const add = (nn: string, given: Record<string, unknown>) =>
      api.ok("POST", `/campaigns/${id}/contacts`, { phone_number: numberOf(nn, "618"), ...given });
    await add("50", { first_name: "Ann", email: "ann@mail.test", custom_fields: { "visit day": "Monday" } });
    await add("51", { custom_fields: { VISIT_DAY: 3, order: "  " } });
    await add("52", { first_name: "Bo", custom_fields: { Email: "bo@mail.test", "visit-day": ["x"] } });
    expect(await api.ok("GET", `/campaigns/${id}/start-review`)).toMatchObject({
      contacts: 3,
      judged: 3,
      verdicts: { allowed: 3, reasons: [] },
      missing_variables: [
        { name: "visit_day", used_in: ["goal"], contacts: 1 },
        { name: "order", used_in: ["system_prompt"], contacts: 3 },
        { name: "email", used_in: ["system_prompt"], contacts: 1 },
        { name: "first_name", used_in: ["greeting"], contacts: 1 },
      ],
    });
    expect((await stranger.call("GET", `/campaigns/${id}/start-review`)).status).toBe(404);
  });

  it("tell it of their agent's texts as well, where they have none of their own", async () => {
    const agent = await api.ok<{ id: string }>("POST", "/agents", {
      name: "Nora",
      system_prompt: "Ask about {{pet}}.",
      greeting: "Hello {{nickname}}.",
    });
    const { id } = await createCampaign(api, { agent_id: agent.id, system_prompt: "" });
    await api.ok("POST", `/campaigns/${id}/contacts`, { phone_number: numberOf("53", "618") });
    const missingNow = async (): Promise<string[]> =>
      (
        await api.ok<{ missing_variables: { name: string }[] }>("GET", `/campaigns/${id}/start-review`)
      ).missing_variables.map(({ name }) => name);
    expect(await missingNow()).toEqual(["pet", "nickname"]);
    await api.ok("PATCH", `/campaigns/${id}`, { system_prompt: "Be brief." });
    expect(await missingNow()).toEqual(["nickname"]);
  });

  it("need a goal", async () => {
    const answer = await api.call<Problem>("POST", "/campaigns", { name: "A" });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ path: "goal", message: "Say what a call is to achieve." }]);
  });

  it.each([
    [{ calling_config: { timezone: "Mars/Base" } }, "calling_config.timezone"],
    [{ calling_config: { time_window_start: "25:00" } }, "calling_config.time_window_start"],
    [
      { calling_config: { time_window_start: "00:00", time_window_end: "00:00" } },
      "calling_config.time_window_end",
    ],
    [{ calling_config: { ring_timeout_s: 5 } }, "calling_config.ring_timeout_s"],
    [{ max_attempts: 11 }, "max_attempts"],
    [{ agent_id: randomUUID() }, "agent_id"],
  ])("refuse %j", async (wrong, path) => {
    const answer = await api.call<Problem>("POST", "/campaigns", { name: "A", goal: "B", ...wrong });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map((e) => e.path)).toEqual([path]);
  });

  it("keep what a change does not name, key by key", async () => {
    const { id } = await createCampaign(api);
    const before = await api.ok<FullCampaign>("GET", `/campaigns/${id}`);
    const after = await api.ok<FullCampaign>("PATCH", `/campaigns/${id}`, {
      name: "Renamed",
      calling_config: { ring_timeout_s: 45, timezone: null },
      script_config: { greeting: "Hello!" },
    });
    expect(after).toMatchObject({
      name: "Renamed",
      goal: before.goal,
      calling_config: { ...before.calling_config, ring_timeout_s: 45, timezone: "UTC" },
      script_config: { ...before.script_config, greeting: "Hello!" },
    });
    const wrong = await api.call<Problem>("PATCH", `/campaigns/${id}`, { goal: " ", calling_config: {} });
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, "goal"]);
    const hours = await api.call<Problem>("PATCH", `/campaigns/${id}`, {
      calling_config: { allowed_days: [7] },
    });
    expect(hours.body.errors).toEqual([
      { path: "calling_config.allowed_days.0", message: "Give at most 6." },
    ]);
    const none = await api.call<Problem>("PATCH", `/campaigns/${id}`, {
      calling_config: { time_window_end: before.calling_config["time_window_start"] },
    });
    expect([none.status, none.body.errors?.[0]?.path]).toEqual([422, "calling_config.time_window_end"]);
  });

  it("come page by page, the newest first, each once", async () => {
    const { api: own } = await register();
    for (let i = 0; i < 5; i++) await createCampaign(own, { name: `C${i}` });
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: FullCampaign[]; next_cursor: string | null } = await own.ok(
        "GET",
        `/campaigns?limit=2${cursor ? `&cursor=${cursor}` : ""}`,
      );
      names.push(...page.items.map((c) => c.name));
      cursor = page.next_cursor;
    } while (cursor);
    expect(names).toEqual(["C4", "C3", "C2", "C1", "C0"]);
    expect((await own.call("GET", "/campaigns?cursor=nonsense")).status).toBe(422);
    expect((await own.call("GET", "/campaigns?limit=1000")).status).toBe(422);
  });

  it("are nothing to another tenant, whatever they ask", async () => {
    const { id } = await createCampaign(api);
    const contact = await api.ok<Contact>("POST", `/campaigns/${id}/contacts`, {
      phone_number: numberOf("38"),
    });
    const tries: [string, string, unknown?][] = [
      ["GET", `/campaigns/${id}`],
      ["PATCH", `/campaigns/${id}`, { name: "Mine" }],
      ["DELETE", `/campaigns/${id}`],
      ...(["start", "pause", "resume", "stop"] as const).map((verb): [string, string] => [
        "POST",
        `/campaigns/${id}/${verb}`,
      ]),
      ["GET", `/campaigns/${id}/stats`],
      ["GET", `/campaigns/${id}/jobs`],
      ["GET", `/campaigns/${id}/contacts`],
      ["POST", `/campaigns/${id}/contacts`, { phone_number: numberOf("00") }],
      ["PATCH", `/campaigns/${id}/contacts/${contact.id}`, { first_name: "X" }],
      ["DELETE", `/campaigns/${id}/contacts/${contact.id}`],
      ["GET", `/campaigns/not-an-id`],
    ];
    for (const [method, path, body] of tries) {
      expect((await stranger.call(method, path, body)).status, `${method} ${path}`).toBe(404);
    }
    expect(await api.ok("GET", `/campaigns/${id}`)).toMatchObject({ status: "draft", total_leads: 1 });
  });

  it("cannot start without contacts, nor be deleted while they run", async () => {
    const { id } = await createCampaign(api, {
      calling_config: { time_window_start: "00:00", time_window_end: "00:01", allowed_days: [0] },
    });
    const empty = await api.call<Problem>("POST", `/campaigns/${id}/start`);
    expect(empty.status).toBeGreaterThanOrEqual(409);
    expect(empty.status).toBeLessThan(500);
    await api.ok("POST", `/campaigns/${id}/contacts`, { phone_number: numberOf("38", "503") });
    expect(await api.ok("POST", `/campaigns/${id}/start`)).toMatchObject({ status: "running" });
    expect((await api.call("DELETE", `/campaigns/${id}`)).status).toBe(409);
    await api.ok("POST", `/campaigns/${id}/stop`);
    expect((await api.call("DELETE", `/campaigns/${id}`)).status).toBe(204);
    expect((await api.call("GET", `/campaigns/${id}`)).status).toBe(404);
  });
});

describe("contacts", () => {
  let api: Api;
  let id: string;
  beforeAll(async () => {
    ({ api } = await register());
    ({ id } = await createCampaign(api));
  });

  it("are kept with their number in one spelling, once a campaign", async () => {
    const contact = await api.ok<Contact>("POST", `/campaigns/${id}/contacts`, {
      phone_number: "(415) 555-0106",
      first_name: "Ada",
      custom_fields: { plan: "gold" },
    });
    expect(contact).toMatchObject({
      phone_number: "+14155550106",
      first_name: "Ada",
      custom_fields: { plan: "gold" },
      job: null,
    });
    const twice = await api.call<Problem>("POST", `/campaigns/${id}/contacts`, {
      phone_number: "+1 415 555 0106",
    });
    expect([twice.status, twice.body.errors?.[0]?.path]).toEqual([409, "phone_number"]);
    const wrong = await api.call<Problem>("POST", `/campaigns/${id}/contacts`, { phone_number: "12" });
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, "phone_number"]);
  });

  it("can be found by name or number, changed and taken away", async () => {
    const added = await api.ok<Contact>("POST", `/campaigns/${id}/contacts`, {
      phone_number: numberOf("06", "646"),
      first_name: "Grace_1",
      last_name: "Hopper",
    });
    for (const search of ["grace_1", "ace_1 hop", "646 555-0106"]) {
      const found = await all<Contact>(api, `/campaigns/${id}/contacts?search=${encodeURIComponent(search)}`);
      expect(
        found.map((c) => c.id),
        search,
      ).toEqual([added.id]);
    }
    expect(await all(api, `/campaigns/${id}/contacts?search=grace%25`)).toEqual([]);
    const path = `/campaigns/${id}/contacts/${added.id}`;
    const changed = await api.ok<Contact>("PATCH", path, {
      priority: 9,
      phone_number: numberOf("00", "646"),
    });
    expect(changed).toMatchObject({
      first_name: "Grace_1",
      priority: 9,
      phone_number: numberOf("00", "646"),
    });
    expect((await api.call("PATCH", path, { phone_number: "+14155550106" })).status).toBe(409);
    expect((await api.call("DELETE", path)).status).toBe(204);
    expect((await api.call("DELETE", path)).status).toBe(404);
    await api.ok("POST", `/campaigns/${id}/contacts`, { phone_number: numberOf("00", "646") });
  });

  it("of a campaign that has begun get their job at once, and lose it when they are taken away", async () => {
    const { id: running } = await createCampaign(api, {
      calling_config: { time_window_start: "00:00", time_window_end: "00:01", allowed_days: [0] },
    });
    await api.ok("POST", `/campaigns/${running}/contacts`, { phone_number: numberOf("00", "808") });
    await api.ok("POST", `/campaigns/${running}/start`);
    const late = await api.ok<Contact>("POST", `/campaigns/${running}/contacts`, {
      phone_number: numberOf("06", "808"),
    });
    expect(late.job?.status).toBe("pending");
    expect((await api.call("DELETE", `/campaigns/${running}/contacts/${late.id}`)).status).toBe(204);
    const jobs = await all<Job>(api, `/campaigns/${running}/jobs`);
    expect(jobs.find((j) => j.phone_number === late.phone_number)).toMatchObject({
      status: "cancelled",
      reason: "cancelled",
    });
    await api.ok("POST", `/campaigns/${running}/stop`);
    const over = await api.call("POST", `/campaigns/${running}/contacts`, { phone_number: numberOf("07") });
    expect(over.status).toBe(409);
  });
});
