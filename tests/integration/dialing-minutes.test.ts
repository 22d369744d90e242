import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { receiveCarrierEvent } from "#lib/services/carrier/receive-event";
import { placeCall } from "../../voice-worker/dialer/place-call.ts";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { settle } from "../../voice-worker/dialer/settle.ts";
import { takeEvents } from "../../voice-worker/dialer/watch-calls.ts";
import { DialingRig, numbers, vonageEvent } from "./dialing-rig.ts";

interface LedgerRow {
  call_id: string;
  reserved_s: number;
  used_s: number | null;
}

describe("the plan's minutes", () => {
  let rig: DialingRig;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());

  async function tenantWithMinutes(minutes: number) {
    const who = await rig.tenant();
    const [plan] = await rig.sql<{ id: string }>(
      `insert into talky.plans (code, name, minutes, max_concurrent_calls) values ($1, 'P', $2, 50) returning id`,
      [`p_${randomUUID().slice(0, 8)}`, minutes],
    );
    await rig.sql("update talky.tenants set plan_id = $2 where id = $1", [who.tenantId, plan?.id]);
    return who;
  }
  const ledger = (tenantId: string) =>
    rig.sql<LedgerRow>(
      "select call_id, reserved_s, used_s from talky.usage_ledger where tenant_id = $1 order by reserved_at",
      [tenantId],
    );
  async function busy(callId: string, ctx: Awaited<ReturnType<DialingRig["worker"]>>["ctx"]) {
    const signature = new URL(rig.links.eventUrl(callId)).searchParams.get("s");
    const rawBody = vonageEvent(await rig.carrierIdOf(callId), "busy");
    await receiveCarrierEvent(rig.systemContext(), { callId, signature, authorization: "x", rawBody });
    await takeEvents(ctx, callId);
  }

  it("are reserved by many at once without a minute too much, and the last call is as long as what is left", async () => {
    const { tenantId } = await tenantWithMinutes(25);
    const areas = [206, 253, 360, 425, 509];
    const campaigns = await Promise.all(areas.map((area) => rig.campaign(tenantId, numbers(1, area))));
    const workers = await Promise.all(areas.map(() => rig.worker({ db: rig.database.anotherWorker() })));
    const pumping = await rig.worker();
    await runPump(pumping.ctx);
    expect(pumping.wakes).toHaveLength(5);
    await Promise.all(
      workers.map(async ({ ctx }, i) => {
        const wake = pumping.wakes[i];
        if (wake) await placeCall(ctx, wake.jobId, wake.leaseUntil);
      }),
    );
    const rows = await ledger(tenantId);
    expect(rows.map((row) => row.reserved_s).toSorted((a, b) => a - b)).toEqual([300, 600, 600]);
    expect(rig.telephony.placed.map((call) => call.maxDurationS).toSorted((a, b) => a - b)).toEqual([
      300, 600, 600,
    ]);
    const waiting = (await Promise.all(campaigns.map((id) => rig.job(id)))).filter(
      (job) => job.status === "pending",
    );
    expect(waiting).toHaveLength(2);
    for (const job of waiting) expect(job.reason).toBe("minutes_exhausted");
    // Nobody was there: what was held back is free again.
    for (const row of rows) await busy(row.call_id, pumping.ctx);
    expect((await ledger(tenantId)).map((row) => row.used_s)).toEqual([0, 0, 0]);
    await rig.sql(
      "update talky.dialer_jobs set next_attempt_at = now() where tenant_id = $1 and status = 'pending'",
      [tenantId],
    );
    expect(await runPump(pumping.ctx)).toBe(2);
  });

  it("are settled once, and come to what the calls come to", async () => {
    const { tenantId } = await tenantWithMinutes(300);
    const campaignId = await rig.campaign(tenantId, numbers(3, 541), { concurrency: 3 });
    const { ctx, wakes, host } = await rig.worker();
    await runPump(ctx);
    for (const wake of wakes) await placeCall(ctx, wake.jobId, wake.leaseUntil);
    for (const [i, callId] of host.openCallIds().entries()) {
      await rig.sql(
        `update talky.calls set carrier_state = 'ended', telephony_result = 'answered', answered_at = now(), ended_at = now(),
           session_ended_at = now(), disposition = 'goal_achieved', duration_s = $2 where id = $1`,
        [callId, 10.5 * (i + 1)],
      );
      await settle(ctx, callId);
      await settle(ctx, callId);
    }
    const rows = await ledger(tenantId);
    expect(rows).toHaveLength(3);
    const [sums] = await rig.sql<{ calls: number; ledger: number }>(
      `select (select sum(duration_s) from talky.calls where campaign_id = $1) as calls,
         (select sum(used_s) from talky.usage_ledger where campaign_id = $1) as ledger`,
      [campaignId],
    );
    expect(sums).toEqual({ calls: 63, ledger: 63 });
  });
});
