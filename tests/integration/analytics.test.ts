import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAllAnalytics } from "#lib/data/analytics";
import { createDb, createPool } from "#lib/data/db";
import type { AnalyticsAnswers, AnalyticsKind } from "#lib/domain/api/analytics";
import { ownerDatabaseUrl } from "../stack/addresses.ts";
import { type Api, createCampaign, register } from "../stack/api.ts";

/** A row a call: when, what the carrier said, who answered, what it came to. The same number is the same contact. */
const CALLS = [
  ["2026-03-02T08:30:00Z", "+14155550101", "busy", null, null],
  ["2026-03-02T09:30:00Z", "+14155550101", "answered", "human", "goal_achieved"],
  ["2026-03-02T09:40:00Z", "+14155550102", "answered", "voicemail", "voicemail_no_message"],
  ["2026-03-02T23:30:00Z", "+14155550103", "answered", "human", "not_interested"],
  ["2026-03-05T09:00:00Z", "+14155550104", "no_answer", null, null],
] as const;

describe("looking back", () => {
  const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
  let api: Api;
  let campaign: string;
  let tenant: string;
  beforeAll(async () => {
    await owner.connect();
    const business = await register("Looking back");
    api = business.api;
    campaign = (await createCampaign(api)).id;
    tenant = business.session.user.tenant_id;
    for (const [i, [at, number, result, by, disposition]] of CALLS.entries()) {
      const known = await owner.query<{ id: string }>(
        "select id from talky.leads where campaign_id = $1 and phone_number = $2",
        [campaign, number],
      );
      const lead =
        known.rows[0]?.id ??
        (
          await owner.query<{ id: string }>(
            "insert into talky.leads (tenant_id, campaign_id, phone_number) values ($1, $2, $3) returning id",
            [tenant, campaign, number],
          )
        ).rows[0]?.id;
      const job = await owner.query<{ id: string }>(
        `insert into talky.dialer_jobs (tenant_id, campaign_id, lead_id, phone_number, status, reason, finished_at)
         values ($1, $2, $3, $4, 'done', 'outcome_final', now())
         on conflict (lead_id) do update set priority = 5 returning id`,
        [tenant, campaign, lead, number],
      );
      const isAnswered = result === "answered";
      const call = await owner.query<{ id: string }>(
        `insert into talky.calls (tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
           worker_url, socket_token_hash, snapshot, carrier_state, telephony_result, answered_by, disposition, requested_at,
           answered_at, ended_at, settled_at, duration_s, telephony_micros, llm_micros)
         values ($1, $2, $3, $4, $5, $6, '+14155550000', gen_random_uuid(), 'http://w', 'h', '{}', 'ended', $7, $8, $9, $10,
           case when $11 then $10::timestamptz end, $10, null, case when $11 then 90 end, 1000, case when $11 then 500 else 0 end)
         returning id`,
        [tenant, campaign, lead, job.rows[0]?.id, i + 1, number, result, by, disposition, at, isAnswered],
      );
      // As a call does: first what was said, then the end.
      if (isAnswered) {
        await owner.query(
          `insert into talky.turns (tenant_id, call_id, index, role, text, started_ms, ended_ms, latency)
           values ($1, $2, 0, 'agent', 'Hello', 0, 1, $3)`,
          [tenant, call.rows[0]?.id, JSON.stringify({ stt_ms: 100, total_ms: 400 + i * 100 })],
        );
      }
      await owner.query("update talky.calls set settled_at = requested_at where id = $1", [call.rows[0]?.id]);
    }
  });
  afterAll(() => owner.end());

  const look = <K extends AnalyticsKind>(kind: K, more = ""): Promise<AnalyticsAnswers[K]> =>
    api.ok("GET", `/analytics/${kind}?from=2026-03-01&to=2026-03-05${more}`);

  it("counts calls day by day, those without one too, by the clock that is asked for", async () => {
    const { items } = await look("calls");
    expect(items.map(({ day, calls }) => [day, calls])).toEqual([
      ["2026-03-01", 0],
      ["2026-03-02", 4],
      ["2026-03-03", 0],
      ["2026-03-04", 0],
      ["2026-03-05", 1],
    ]);
    expect(items[1]).toMatchObject({ answered: 3, human: 2, goals_achieved: 1, minutes: 4.5 });
    const inParis = await look("calls", "&timezone=Europe/Paris");
    expect(inParis.items.map(({ calls }) => calls)).toEqual([0, 3, 1, 0, 1]);
  });

  it("tells outcomes, the funnel of contacts, hours, latency and costs of the same calls", async () => {
    expect(await look("outcomes")).toMatchObject({
      calls: 5,
      telephony_result_counts: { answered: 3, busy: 1, no_answer: 1 },
      answered_by_counts: { human: 2, voicemail: 1 },
      disposition_counts: { goal_achieved: 1, not_interested: 1, voicemail_no_message: 1 },
    });
    expect(await look("funnel")).toMatchObject({
      contacts: 4,
      permitted: 4,
      attempted: 4,
      answered: 3,
      human: 2,
      engaged: 2,
      goal_achieved: 1,
    });
    expect((await look("hours")).items).toEqual([
      { weekday: 0, hour: 8, calls: 1, answered: 0, human: 0, goals_achieved: 0 },
      { weekday: 0, hour: 9, calls: 2, answered: 2, human: 1, goals_achieved: 1 },
      { weekday: 0, hour: 23, calls: 1, answered: 1, human: 1, goals_achieved: 0 },
      { weekday: 3, hour: 9, calls: 1, answered: 0, human: 0, goals_achieved: 0 },
    ]);
    const timed = {
      replies: 3,
      stt_ms: { p50: 100, p95: 100 },
      llm_ms: { p50: null, p95: null },
      tts_ms: { p50: null, p95: null },
      total_ms: { p50: 600, p95: 700 },
    };
    expect(await look("latency")).toMatchObject({ items: [{ day: "2026-03-02", ...timed }], total: timed });
    expect((await look("dispositions")).items).toEqual([
      {
        day: "2026-03-02",
        disposition_counts: { goal_achieved: 1, voicemail_no_message: 1, not_interested: 1 },
      },
    ]);
    expect((await look("attempts")).items.map(({ calls, human }) => [calls, human])).toEqual([
      [1, 0],
      [1, 1],
      [1, 0],
      [1, 1],
      [1, 0],
    ]);
    const side = { calls: 5, answered: 3, human: 2, engaged: 2, goals_achieved: 1, minutes: 4.5, replies: 3 };
    expect((await look("campaigns")).items).toMatchObject([{ id: campaign, total_micros: 6500, ...side }]);
    expect((await look("agents")).items).toMatchObject([{ id: null, ...side }]);
    expect((await look("costs")).total).toEqual({
      calls: 5,
      telephony_micros: 5000,
      stt_micros: 0,
      llm_micros: 1500,
      tts_micros: 0,
      total_micros: 6500,
      goals_achieved: 1,
      per_call_micros: 1300,
      per_goal_micros: 6500,
    });
  });

  it("times the replies of a long period by the week, its first days being a week of their own", async () => {
    const pool = createPool(ownerDatabaseUrl(), { max: 1, name: "looking-back" });
    const of = async (from: string, to: string) => {
      const scope = {
        tenantId: tenant,
        campaignId: null,
        agentId: null,
        period: { from, to, timezone: "UTC" },
      };
      return (await readAllAnalytics((read) => read(createDb(pool)), scope)).latency.items;
    };
    // The second of March is a Monday.
    expect(await of("2026-02-15", "2026-07-01")).toMatchObject([
      { day: "2026-03-02", replies: 3, total_ms: { p50: 600, p95: 700 } },
    ]);
    expect(await of("2026-03-02", "2026-07-01")).toMatchObject([{ day: "2026-03-02", replies: 3 }]);
    await owner.query(
      "update talky.calls set requested_at = '2026-03-04T23:30:00Z' where requested_at = '2026-03-02T23:30:00Z' and tenant_id = $1",
      [tenant],
    );
    expect(await of("2026-03-03", "2026-07-01")).toMatchObject([{ day: "2026-03-03", replies: 1 }]);
    await owner.query(
      "update talky.calls set requested_at = '2026-03-02T23:30:00Z' where requested_at = '2026-03-04T23:30:00Z' and tenant_id = $1",
      [tenant],
    );
    await pool.end();
  });

  it("keeps to one campaign, and to one's own", async () => {
    const other = await createCampaign(api);
    expect(await look("outcomes", `&campaign_id=${campaign}`)).toMatchObject({ calls: 5 });
    expect(await look("outcomes", `&campaign_id=${other.id}`)).toMatchObject({ calls: 0 });
    const { api: strangers } = await register("Strangers");
    expect((await strangers.call("GET", `/analytics/calls?campaign_id=${campaign}`)).status).toBe(404);
    expect(await strangers.ok("GET", "/analytics/outcomes?from=2026-03-01&to=2026-03-05")).toMatchObject({
      calls: 0,
    });
  });

  it("gives any of it as a file, by the same filters", async () => {
    const file = await api.call<string>(
      "GET",
      "/analytics/export.csv?of=funnel&from=2026-03-01&to=2026-03-05&campaign_id=" + campaign,
    );
    expect(file.headers.get("content-disposition")).toContain("funnel-2026-03-01-2026-03-05.csv");
    expect(file.body.trim().split("\r\n")).toEqual([
      "step,contacts",
      "contacts,4",
      "permitted,4",
      "attempted,4",
      "answered,3",
      "human,2",
      "engaged,2",
      "goal_achieved,1",
    ]);
    expect((await api.call("GET", "/analytics/export.csv")).status).toBe(422);
  });

  it("says what is wrong with the days", async () => {
    for (const query of [
      "from=2026-03-32",
      "from=2026-03-02&to=2026-03-01",
      "from=2020-01-01",
      "timezone=Mars",
    ])
      expect((await api.call("GET", `/analytics/calls?${query}`)).status, query).toBe(422);
  });
});
