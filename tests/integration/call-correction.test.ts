import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallSummary } from "#lib/domain/api/call";
import { MESSAGES } from "#lib/domain/api/webhook";
import { ownerDatabaseUrl } from "../stack/addresses.ts";
import { type Api, createCampaign, register } from "../stack/api.ts";
import { join } from "../stack/people.ts";

describe("correcting what a call came to", () => {
  const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
  let api: Api;
  let tenant: string;
  let campaign: string;
  let call: string;
  let job: string;
  const number = "+14155550178";

  const one = async (text: string, values: unknown[]): Promise<string> =>
    (await owner.query<{ id: string }>(text, values)).rows[0]?.id ?? "";

  beforeAll(async () => {
    await owner.connect();
    const business = await register("Corrected");
    ({ api } = business);
    tenant = business.session.user.tenant_id;
    campaign = (await createCampaign(api, { max_attempts: 3 })).id;
    const lead = await one(
      "insert into talky.leads (tenant_id, campaign_id, phone_number, status) values ($1, $2, $3, 'pending') returning id",
      [tenant, campaign, number],
    );
    job = await one(
      `insert into talky.dialer_jobs (tenant_id, campaign_id, lead_id, phone_number, status, next_attempt_at, attempts)
       values ($1, $2, $3, $4, 'retry_scheduled', now() + interval '1 day', 1) returning id`,
      [tenant, campaign, lead, number],
    );
    call = await one(
      `insert into talky.calls (tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
         worker_url, socket_token_hash, snapshot, carrier_state, telephony_result, answered_by, disposition, answered_at,
         ended_at, settled_at, duration_s)
       values ($1, $2, $3, $4, 1, $5, '+14155550000', gen_random_uuid(), 'http://w', 'h', '{}', 'ended', 'answered', 'human',
         'callback_requested', now(), now(), now(), 60) returning id`,
      [tenant, campaign, lead, job, number],
    );
    await api.ok("POST", "/webhooks", { url: "http://127.0.0.1:1/corrected", events: ["call.corrected"] });
  });
  afterAll(() => owner.end());

  const correct = (disposition: string, reason = "Listened to it.", by = api) =>
    by.call<CallSummary & { detail?: string }>("PATCH", `/calls/${call}`, { disposition, reason });
  const look = (): Promise<CallSummary> => api.ok("GET", `/calls/${call}`);
  const goals = async (): Promise<number> =>
    (await api.ok<{ goals_achieved: number }>("GET", `/campaigns/${campaign}/stats`)).goals_achieved;

  it("is written down, keeps what it was, and all figures follow", async () => {
    expect(await goals()).toBe(0);
    expect((await correct("goal_achieved", "They booked.")).status).toBe(200);
    expect(await look()).toMatchObject({
      disposition: "goal_achieved",
      goal_achieved: true,
      correction: { original_disposition: "callback_requested", reason: "They booked.", by: "Test Owner" },
    });
    expect(await goals()).toBe(1);
    expect(await api.ok("GET", "/analytics/outcomes")).toMatchObject({
      calls: 1,
      disposition_counts: { goal_achieved: 1 },
    });
    expect(await api.ok("GET", "/analytics/funnel")).toMatchObject({ engaged: 1, goal_achieved: 1 });
    const audit = await owner.query(
      "select actor, data from talky.audit_log where tenant_id = $1 and action = 'call.correct' and subject_id = $2",
      [tenant, call],
    );
    expect(audit.rows).toMatchObject([{ data: { from: "callback_requested", to: "goal_achieved" } }]);
    expect(audit.rows[0].actor).toMatch(/^user:/);
    const { items } = await api.ok<{ items: { type: string }[] }>("GET", `/calls/${call}/events`);
    expect(items.map(({ type }) => type)).toEqual(["disposition.corrected"]);
    const told = await owner.query<{ payload: unknown }>(
      "select payload from talky.webhook_deliveries where tenant_id = $1 and event = 'call.corrected'",
      [tenant],
    );
    expect(
      MESSAGES["call.corrected"].strict().safeParse(told.rows[0]?.payload).error?.issues,
    ).toBeUndefined();
    // The matter is closed: the attempt that waited is not made.
    const { rows } = await owner.query("select status, reason from talky.dialer_jobs where id = $1", [job]);
    expect(rows).toEqual([{ status: "done", reason: "outcome_final" }]);
  });

  it("to an opt-out forbids the number at once, and back again does not allow it", async () => {
    const listed = async (): Promise<unknown[]> =>
      (await api.ok<{ items: unknown[] }>("GET", `/dnc?search=${encodeURIComponent(number)}`)).items;
    expect(await listed()).toEqual([]);
    expect((await correct("opted_out")).status).toBe(200);
    expect(await listed()).toMatchObject([{ phone_number: number, campaign: null, call_id: call }]);
    expect((await correct("callback_requested")).status).toBe(200);
    expect(await look()).toMatchObject({ disposition: "callback_requested", correction: null });
    expect(await listed()).toHaveLength(1);
    expect(await goals()).toBe(0);
  });

  it("is refused where it says nothing, without a reason, to strangers and to plain users", async () => {
    expect((await correct("callback_requested")).status).toBe(409);
    expect((await correct("goal_achieved", " ")).status).toBe(422);
    expect((await correct("gone")).status).toBe(422);
    const { api: stranger } = await register("Strangers");
    expect((await correct("hung_up", "Mine.", stranger)).status).toBe(404);
    const { api: user } = await join(api, "user");
    const refused = await correct("hung_up", "Mine.", user);
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toContain("owner or an admin");
    expect(
      (await api.call("PATCH", `/calls/${randomUUID()}`, { disposition: "hung_up", reason: "x" })).status,
    ).toBe(404);
  });
});
