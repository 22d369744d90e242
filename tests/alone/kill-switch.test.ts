import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownerDatabaseUrl } from "../stack/addresses.ts";
import {
  all,
  Api,
  campaignIs,
  createCampaign,
  importNumbers,
  type Job,
  register,
  until,
} from "../stack/api.ts";
import { numberOf, sandboxCalls } from "../stack/sandbox.ts";

/** What is promised of a pause, a stop and this switch. */
const NO_LATER_MS = 1000;
const LEADS = 24;

const press = (api: Api, enabled: boolean) =>
  api.call("POST", "/admin/kill-switch", { enabled, reason: "a fire" });

describe("POST /admin/kill-switch", () => {
  const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
  let operator: { api: Api; id: string };
  let tenant: Api;
  beforeAll(async () => {
    await owner.connect();
    const { api, session } = await register("Operations");
    operator = { api, id: session.user.id };
    ({ api: tenant } = await register());
    await owner.query("insert into talky.operators (user_id) values ($1)", [operator.id]);
  });
  afterAll(async () => {
    await owner.query("update talky.platform_settings set kill_switch = false");
    await owner.query("delete from talky.operators where user_id = $1", [operator.id]);
    await owner.end();
  });
  const isOn = async (): Promise<boolean> =>
    (await owner.query<{ kill_switch: boolean }>("select kill_switch from talky.platform_settings")).rows[0]
      ?.kill_switch ?? true;
  const written = async () =>
    (
      await owner.query<{ action: string; data: unknown }>(
        "select action, data from talky.audit_log where actor = $1 order by id",
        [`operator:${operator.id}`],
      )
    ).rows;

  it("is no owner's of a business, no key's and nobody's from outside, and moves nothing for them", async () => {
    expect((await press(tenant, true)).status).toBe(403);
    const { key } = await operator.api.ok<{ key: string }>("POST", "/api-keys", {
      name: "x",
      scopes: ["read", "write"],
      role: "admin",
    });
    expect((await press(new Api(key), true)).status).toBe(403);
    expect((await press(new Api(null), true)).status).toBe(401);
    expect((await operator.api.call("POST", "/admin/kill-switch", { enabled: "yes" })).status).toBe(422);
    expect(await isOn()).toBe(false);
    expect(await written()).toEqual([]);
  });

  it("ends all dialling within a second, leaves calls in progress alone, is written down, and lets go on", async () => {
    const { id } = await createCampaign(tenant, { max_concurrent_calls: LEADS });
    // Nobody can have a number there.
    const nowhere = new Set(["611", "621"]);
    const areas = Array.from({ length: LEADS }, (_, i) => String(600 + i)).filter(
      (area) => !nowhere.has(area),
    );
    const numbers = areas.map((area) => numberOf("38", area));
    await importNumbers(tenant, id, numbers);
    const dialled = async () => (await sandboxCalls()).filter((call) => numbers.includes(call.to));
    await tenant.ok("POST", `/campaigns/${id}/start`);
    await until(dialled, (calls) => calls.length >= 3, { limitMs: 30_000, what: "the dialling to begin" });

    const pressedAt = Date.now();
    expect(await press(operator.api, true)).toMatchObject({ status: 200, body: { enabled: true } });
    // Twice is no news.
    expect((await press(operator.api, true)).status).toBe(200);
    // All that were not dialled know why.
    const jobs = await until(
      () => all<Job>(tenant, `/campaigns/${id}/jobs`),
      (rows) => rows.every((job) => job.status === "done" || job.reason === "kill_switch"),
      { limitMs: 60_000, what: "the jobs to wait for the switch" },
    );
    const before = await dialled();
    const late = before.filter((call) => Date.parse(call.requested_at) > pressedAt + NO_LATER_MS);
    expect(late).toEqual([]);
    const waiting = jobs.filter((job) => job.reason === "kill_switch");
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.length + before.length).toBe(numbers.length);
    const last = Math.max(...before.map((call) => Date.parse(call.requested_at)));
    process.stdout.write(`Kill switch: the last dial came ${last - pressedAt} ms after it was asked for.\n`);

    expect(await press(operator.api, false)).toMatchObject({ status: 200, body: { enabled: false } });
    expect(await written()).toMatchObject([
      { action: "platform.stop_dialing", data: { reason: "a fire" } },
      { action: "platform.resume_dialing", data: { reason: "a fire" } },
    ]);
    await campaignIs(tenant, id, "completed", 120_000)();
    expect((await dialled()).map((call) => call.to).toSorted()).toEqual(numbers.toSorted());
  }, 240_000);
});
