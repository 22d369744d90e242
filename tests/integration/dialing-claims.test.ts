import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeCarrierTurn } from "#lib/data/carrier-bucket";
import { claimDueJobs, ensureJobsForLeads } from "#lib/data/dialer-jobs";
import { dialPriority } from "#lib/domain/dialing/priority";
import { judgeDial } from "#lib/services/dialing/judge-dial";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { DialingRig, numbers } from "./dialing-rig.ts";

const clock = (h: number): string => `${String((h + 24) % 24).padStart(2, "0")}:00`;

describe("claiming jobs", () => {
  let rig: DialingRig;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());

  const claim = async (campaignId: string, limit = 3) => {
    const { ctx } = await rig.worker();
    const now = rig.now();
    return claimDueJobs(ctx.db, {
      campaignId,
      workerId: ctx.worker.id,
      now,
      leaseUntil: new Date(now.getTime() + 30_000),
      limit,
      carrier: ctx.carrier,
      ask: (facts) => judgeDial(facts, now),
    });
  };

  it("stays within the campaign's, the tenant's and the platform's limit with many claimers at once", async () => {
    const one = await rig.tenant();
    const two = await rig.tenant();
    const campaigns = [
      await rig.campaign(one.tenantId, numbers(40, 202), { concurrency: 7 }),
      await rig.campaign(one.tenantId, numbers(40, 312), { concurrency: 100 }),
      await rig.campaign(two.tenantId, numbers(40, 202), { concurrency: 100 }),
    ];
    await rig.sql("update talky.platform_settings set max_concurrent_calls = 16");
    const reports = await Promise.all(
      Array.from({ length: 30 }, (_, i) => claim(campaigns[i % campaigns.length] ?? "")),
    );
    const claimed = reports.flatMap((report) => report.claimed);
    expect(new Set(claimed).size).toBe(claimed.length);
    const active = await rig.sql<{ campaign_id: string; tenant_id: string; n: number }>(
      "select campaign_id, tenant_id, count(*)::int as n from talky.dialer_jobs where status = 'claimed' group by 1, 2",
    );
    const sum = (rows: typeof active): number => rows.reduce((total, row) => total + row.n, 0);
    expect(sum(active)).toBe(claimed.length);
    // The platform's limit was reached, and no other one passed (the starter plan has 10 calls at once).
    expect(sum(active)).toBe(16);
    expect(sum(active.filter((row) => row.campaign_id === campaigns[0]))).toBeLessThanOrEqual(7);
    expect(sum(active.filter((row) => row.tenant_id === one.tenantId))).toBeLessThanOrEqual(10);
    expect(sum(active.filter((row) => row.tenant_id === two.tenantId))).toBeLessThanOrEqual(10);
    await rig.sql("update talky.platform_settings set max_concurrent_calls = 200");
    await rig.sql(
      "update talky.dialer_jobs set status = 'cancelled', reason = 'cancelled', finished_at = now(), next_attempt_at = null, lease_until = null",
    );
  });

  it("never has one number of a tenant twice in two campaigns", async () => {
    const { tenantId } = await rig.tenant();
    const shared = numbers(5, 503);
    const first = await rig.campaign(tenantId, shared);
    const second = await rig.campaign(tenantId, shared);
    await Promise.all([claim(first, 5), claim(second, 5), claim(first, 5), claim(second, 5)]);
    const jobs = [...(await rig.jobs(first)), ...(await rig.jobs(second))];
    const held = jobs.filter((job) => job.status === "claimed").map((job) => job.phone_number);
    expect(held.toSorted()).toEqual(shared);
    const others = jobs.filter((job) => job.status !== "claimed" && job.reason !== null);
    for (const job of others) expect(job).toMatchObject({ status: "pending", reason: "already_in_call" });
    await expect(
      rig.sql(
        "update talky.dialer_jobs set status = 'claimed', claimed_by = gen_random_uuid(), lease_until = now(), next_attempt_at = null where campaign_id in ($1, $2)",
        [first, second],
      ),
    ).rejects.toThrow(/jobs_one_active_number/);
  });

  it("dials by priority, and says so in SQL as in the rule", async () => {
    const { tenantId } = await rig.tenant();
    const campaignId = await rig.campaign(tenantId, [], { concurrency: 3 });
    const leads = [
      { phone: "+16025550101", priority: 5, isHighValue: false, tags: [] as string[] },
      { phone: "+16025550102", priority: 5, isHighValue: true, tags: ["URGENT"] },
      { phone: "+16025550103", priority: 9, isHighValue: true, tags: ["appointment", "urgent"] },
      { phone: "+16025550104", priority: 1, isHighValue: false, tags: ["vip"] },
    ];
    for (const lead of leads) {
      await rig.sql(
        "insert into talky.leads (tenant_id, campaign_id, phone_number, priority, is_high_value, tags) values ($1,$2,$3,$4,$5,$6)",
        [tenantId, campaignId, lead.phone, lead.priority, lead.isHighValue, lead.tags],
      );
    }
    expect(await ensureJobsForLeads(rig.database.worker, tenantId, campaignId)).toBe(4);
    expect(await ensureJobsForLeads(rig.database.worker, tenantId, campaignId)).toBe(0);
    const rows = await rig.sql<{ phone_number: string; priority: number }>(
      "select phone_number, priority from talky.dialer_jobs where campaign_id = $1 order by phone_number",
      [campaignId],
    );
    expect(rows.map((row) => row.priority)).toEqual(leads.map((lead) => dialPriority(lead)));
    await claim(campaignId, 2);
    const claimed = (await rig.jobs(campaignId)).filter((job) => job.status === "claimed");
    expect(claimed.map((job) => job.phone_number)).toEqual(["+16025550102", "+16025550103"]);
  });

  it("ends the job of a number that is on the do-not-call list, and says why", async () => {
    const { tenantId } = await rig.tenant();
    const campaignId = await rig.campaign(tenantId, ["+17025550107"]);
    await rig.sql(
      "insert into talky.dnc_entries (tenant_id, phone_number, source) values ($1, '+17025550107', 'call')",
      [tenantId],
    );
    await claim(campaignId);
    expect(await rig.job(campaignId)).toMatchObject({ status: "done", reason: "do_not_call" });
    const [lead] = await rig.sql<{ status: string }>(
      "select status from talky.leads where campaign_id = $1",
      [campaignId],
    );
    expect(lead?.status).toBe("blocked");
  });

  it("puts a job off to the next opening of its lead's window", async () => {
    const { tenantId } = await rig.tenant();
    const hour = rig.now().getUTCHours();
    const campaignId = await rig.campaign(tenantId, ["+17255550101"], {
      calling: { time_window_start: clock(hour + 2), time_window_end: clock(hour + 3), timezone: "UTC" },
    });
    await claim(campaignId);
    const job = await rig.job(campaignId);
    expect(job).toMatchObject({ status: "pending", reason: "outside_window" });
    expect(job.next_attempt_at?.getUTCHours()).toBe((hour + 2) % 24);
  });

  it("leaves a paused campaign alone", async () => {
    const { tenantId } = await rig.tenant();
    const campaignId = await rig.campaign(tenantId, numbers(2, 918), { status: "paused" });
    expect(await claim(campaignId)).toEqual({ claimed: [], refused: 0 });
  });

  it("claims only a little ahead of the carrier's rate, and wakes each claim", async () => {
    await rig.sql(
      "update talky.dialer_jobs set status = 'cancelled', reason = 'cancelled', finished_at = now(), next_attempt_at = null, lease_until = null",
    );
    const { tenantId } = await rig.tenant();
    await rig.campaign(tenantId, numbers(30, 919), { concurrency: 10 });
    const { ctx, wakes } = await rig.worker();
    const slow = { ...ctx, carrier: { ...ctx.carrier, callsPerSecond: 2.5 } };
    expect(await runPump(slow)).toBe(8);
    expect(await runPump(slow)).toBe(0);
    expect(wakes).toHaveLength(8);
  });
});

describe("the carrier's bucket", () => {
  let rig: DialingRig;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());
  const fill = (tokens: number, ageMs: number) =>
    rig.sql(
      "update talky.carrier_buckets set tokens = $1, refilled_at = clock_timestamp() - make_interval(secs => $2)",
      [tokens, ageMs / 1000],
    );

  const take = (callsPerSecond: number) => takeCarrierTurn(rig.database.worker, "vonage", callsPerSecond);

  it("gives each of many its own turn, one after the other, however long it stood full", async () => {
    await fill(1, 3_600_000);
    const turns = await Promise.all(Array.from({ length: 12 }, () => take(1)));
    expect(turns.every((turn) => turn.isTaken)).toBe(true);
    const waits = turns.map((turn) => turn.waitMs).toSorted((a, b) => a - b);
    expect(waits[0]).toBe(0);
    // A second apart from each other, less what has passed between the questions.
    for (const [i, wait] of waits.entries()) expect(wait).toBeLessThanOrEqual(i * 1000);
    expect(new Set(waits).size).toBe(12);
  });

  it("says how long the next turn takes, and to come again where the line is too long", async () => {
    await fill(0, 0);
    const turn = await take(0.5);
    expect(turn.isTaken).toBe(true);
    expect(turn.waitMs).toBeGreaterThan(0);
    expect(turn.waitMs).toBeLessThanOrEqual(2000);
    await fill(0, 2000);
    expect(await take(0.5)).toEqual({ isTaken: true, waitMs: 0 });
    await fill(-100, 0);
    expect(await take(0.5)).toMatchObject({ isTaken: false });
  });
});
