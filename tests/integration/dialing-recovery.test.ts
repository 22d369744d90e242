import { askHangUp } from "#lib/data/calls";
import { asRequest } from "#lib/data/db";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { endSession } from "#lib/data/call-session";
import { NO_USAGE } from "#lib/domain/cost/usage";
import { ProviderError } from "#lib/providers/errors";
import { receiveCarrierEvent } from "#lib/services/carrier/receive-event";
import { OutageWatch } from "../../voice-worker/dialer/outage-watch.ts";
import { placeCall } from "../../voice-worker/dialer/place-call.ts";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { settle } from "../../voice-worker/dialer/settle.ts";
import { sweep } from "../../voice-worker/dialer/sweep.ts";
import { takeEvents, watchCalls } from "../../voice-worker/dialer/watch-calls.ts";
import { DialTelemetry } from "../../voice-worker/telemetry/dial-telemetry.ts";
import { WorkerMetrics } from "../../voice-worker/telemetry/worker-metrics.ts";
import { DialingRig, numbers, vonageEvent, type RigWorker } from "./dialing-rig.ts";

const MINUTE_MS = 60_000;

describe("what goes wrong beside a call", () => {
  let rig: DialingRig;
  let worker: RigWorker;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());
  beforeEach(async () => {
    await rig.sql("delete from talky.tenants");
    await rig.sql("delete from talky.workers");
    await rig.sql("delete from talky.carrier_inbox");
    rig.offsetMs = 0;
    rig.telephony.placed.length = 0;
    rig.telephony.calls.length = 0;
    rig.telephony.hungUp.length = 0;
    worker = await rig.worker();
  });

  async function campaignOf(calls = 1): Promise<{ tenantId: string; campaignId: string }> {
    const { tenantId } = await rig.tenant();
    return { tenantId, campaignId: await rig.campaign(tenantId, numbers(calls, 312)) };
  }
  async function dialAll(): Promise<void> {
    await runPump(worker.ctx);
    for (const wake of worker.wakes.splice(0)) await placeCall(worker.ctx, wake.jobId, wake.leaseUntil);
  }
  async function webhook(callId: string, body: Buffer): Promise<void> {
    const signature = new URL(rig.links.eventUrl(callId)).searchParams.get("s");
    await receiveCarrierEvent(rig.systemContext(), { callId, signature, authorization: "x", rawBody: body });
  }
  async function endConversation(tenantId: string, disposition: "no_goal" | "opted_out"): Promise<void> {
    await endSession(rig.database.worker, tenantId, callIdOf(), {
      disposition,
      answeredBy: "human",
      endedBy: "agent",
      endReason: "goodbye",
      callbackAt: null,
      timeToFirstWordMs: null,
      connectedAt: rig.now(),
      endedAt: rig.now(),
      usage: NO_USAGE,
    });
  }
  const callIdOf = (index = 0): string => worker.host.expected[index]?.callId ?? "";
  const refuseToTell = (): (() => void) => {
    const getCall = rig.telephony.getCall.bind(rig.telephony);
    rig.telephony.getCall = () => Promise.reject(new ProviderError("vonage", "refused_credentials"));
    return () => {
      rig.telephony.getCall = getCall;
    };
  };

  it("dials nobody when the worker is told to stop while it waits for the carrier's rate, and gives the claim back", async () => {
    const { campaignId } = await campaignOf();
    await runPump(worker.ctx);
    const [wake] = worker.wakes;
    await placeCall(worker.ctx, wake?.jobId ?? "", wake?.leaseUntil ?? rig.now(), () => true);
    expect(rig.telephony.placed).toEqual([]);
    expect(await rig.calls(campaignId)).toEqual([]);
    expect(await rig.job(campaignId)).toMatchObject({ status: "pending" });
    const heir = await rig.worker();
    await runPump(heir.ctx);
    expect(heir.wakes).toMatchObject([{ jobId: wake?.jobId }]);
  });

  it("takes another turn at the carrier when its own is over on the way to the gate", async () => {
    worker.ctx.carrier.lateAtMostMs = 5000;
    const { campaignId } = await campaignOf();
    await runPump(worker.ctx);
    const [wake] = worker.wakes;
    const socketToken = vi.spyOn(rig.links, "socketToken").mockImplementationOnce(() => {
      rig.offsetMs += 6000;
      return "of a turn that is over";
    });
    await placeCall(worker.ctx, wake?.jobId ?? "", wake?.leaseUntil ?? rig.now());
    expect(socketToken).toHaveBeenCalledTimes(2);
    socketToken.mockRestore();
    expect(rig.telephony.placed).toHaveLength(1);
    expect(await rig.calls(campaignId)).toHaveLength(1);
  });

  it("asks the carrier for nothing when its turn is over once the call is written, and puts it back uncounted", async () => {
    worker.ctx.carrier.lateAtMostMs = 5000;
    const { campaignId } = await campaignOf();
    await runPump(worker.ctx);
    const [wake] = worker.wakes;
    const metrics = new WorkerMetrics({
      openCalls: () => 0,
      maxCalls: 1,
      staleMs: () => 0,
      faults: () => ({}),
    });
    worker.ctx.telemetry = new DialTelemetry({ db: worker.ctx.db, log: rig.log, metrics, traces: null });
    const dispatched = vi.spyOn(worker.ctx.telemetry, "dispatched").mockImplementation(() => {
      rig.offsetMs += 6000;
    });
    await placeCall(worker.ctx, wake?.jobId ?? "", wake?.leaseUntil ?? rig.now());
    expect(rig.telephony.placed).toEqual([]);
    expect(await rig.calls(campaignId)).toEqual([]);
    expect(await rig.job(campaignId)).toMatchObject({ status: "pending", attempts: 0, failures: 0 });
    dispatched.mockRestore();
    worker.wakes.length = 0;
    await dialAll();
    expect(rig.telephony.placed).toHaveLength(1);
  });

  it("asks the gate at the moment of dispatch, however long the way to it took", async () => {
    const { campaignId } = await campaignOf();
    await rig.sql(`update talky.campaigns set calling_config = calling_config || $1::jsonb where id = $2`, [
      JSON.stringify(windowThatClosesSoon(rig.now())),
      campaignId,
    ]);
    await runPump(worker.ctx);
    const [wake] = worker.wakes;
    let asked = 0;
    // Dispatch begins inside the window; by the time its locks are won, the window has closed.
    worker.ctx.now = () => {
      asked += 1;
      return asked <= 2 ? rig.now() : new Date(rig.now().getTime() + 120 * MINUTE_MS);
    };
    await placeCall(worker.ctx, wake?.jobId ?? "", wake?.leaseUntil ?? rig.now());
    expect(rig.telephony.placed).toEqual([]);
    expect(await rig.job(campaignId)).toMatchObject({ status: "pending", reason: "outside_window" });
  });

  it("looks after the other calls when one call's events cannot be applied", async () => {
    const { campaignId } = await campaignOf(2);
    await dialAll();
    // No talk lasts less than nothing: the database refuses this one.
    await webhook(callIdOf(0), vonageEvent("call-1", "completed", { duration: "-5" }));
    await webhook(callIdOf(1), vonageEvent("call-2", "busy"));
    await watchCalls(worker.ctx);
    const states = (await rig.calls(campaignId)).map((call) => [call["id"], call["telephony_result"]]);
    expect(new Map(states as [string, string][]).get(callIdOf(1))).toBe("busy");
  });

  it("tells its conversation of an end that another worker learned of", async () => {
    const { tenantId, campaignId } = await campaignOf();
    await dialAll();
    await rig.sql(
      `update talky.calls set carrier_state = 'ended', telephony_result = 'answered', answered_at = now(), ended_at = now()
       where campaign_id = $1`,
      [campaignId],
    );
    await watchCalls(worker.ctx);
    expect(worker.host.updates).toEqual([]);
    rig.offsetMs = 11_000;
    await watchCalls(worker.ctx);
    expect(worker.host.updates).toMatchObject([{ state: "ended", telephonyResult: "answered" }]);
    await endConversation(tenantId, "no_goal");
    await watchCalls(worker.ctx);
    expect(await rig.job(campaignId)).toMatchObject({ status: "done", reason: "outcome_final" });
  });

  it("ends a call that an operator wants ended although the message was lost", async () => {
    const { tenantId } = await campaignOf();
    await dialAll();
    await watchCalls(worker.ctx);
    expect(worker.host.hangUps).toEqual([]);
    const who = { tenantId, role: "user", actorId: "somebody" } as const;
    const ask = () =>
      asRequest(rig.database.web, who, (trx) => askHangUp(trx, tenantId, callIdOf(), new Date()));
    expect(await ask()).toBe(true);
    await watchCalls(worker.ctx);
    expect(worker.host.hangUps).toEqual([callIdOf()]);
    await webhook(callIdOf(), vonageEvent("call-1", "busy"));
    await takeEvents(worker.ctx, callIdOf());
    expect(await ask()).toBe(false);
  });

  it("lets go of a call that another worker settled", async () => {
    await campaignOf();
    await dialAll();
    await webhook(callIdOf(), vonageEvent("call-1", "busy"));
    const other = await rig.worker();
    await takeEvents(other.ctx, callIdOf());
    expect(worker.host.has(callIdOf())).toBe(true);
    await watchCalls(worker.ctx);
    expect(worker.ctx.ownCalls.size).toBe(0);
    expect(worker.host.has(callIdOf())).toBe(false);
  });

  it("hangs up again while the carrier says that a call goes on whose conversation is over", async () => {
    const { tenantId } = await campaignOf();
    await dialAll();
    await webhook(callIdOf(), vonageEvent("call-1", "answered"));
    await takeEvents(worker.ctx, callIdOf());
    await endConversation(tenantId, "no_goal");
    rig.offsetMs = 25_000;
    await watchCalls(worker.ctx);
    expect(rig.telephony.hungUp).toEqual(["call-1"]);
  });

  it("closes a call as unknown when the carrier cannot be asked for a quarter of an hour", async () => {
    const { campaignId } = await campaignOf();
    await dialAll();
    const restore = refuseToTell();
    rig.offsetMs = 2 * MINUTE_MS;
    await watchCalls(worker.ctx);
    expect(await rig.job(campaignId)).toMatchObject({ status: "dialing" });
    rig.offsetMs = 17 * MINUTE_MS;
    await watchCalls(worker.ctx);
    restore();
    expect(await rig.job(campaignId)).toMatchObject({ status: "done", reason: "lost" });
  });

  it("closes a dead worker's call too when the carrier cannot be asked for a quarter of an hour", async () => {
    const { campaignId } = await campaignOf();
    await dialAll();
    await rig.sql("update talky.workers set stopped_at = now()");
    const heir = await rig.worker();
    const restore = refuseToTell();
    await sweep(heir.ctx);
    expect(await rig.job(campaignId)).toMatchObject({ status: "dialing" });
    rig.offsetMs = 16 * MINUTE_MS;
    await sweep(heir.ctx);
    restore();
    expect(await rig.job(campaignId)).toMatchObject({ status: "done", reason: "lost" });
  });

  it("hangs up nobody's calls right after an outage of the database, when every heartbeat is old", async () => {
    await campaignOf();
    await dialAll();
    let monotonicMs = 0;
    const outage = new OutageWatch(() => monotonicMs);
    const heir = await rig.worker();
    heir.ctx.outage = outage;
    const at = async (ms: number): Promise<void> => {
      monotonicMs = ms;
      outage.beat();
      await sweep(heir.ctx);
    };
    await rig.sql("delete from talky.workers where id not in ($1, $2)", [
      heir.ctx.worker.id,
      worker.ctx.worker.id,
    ]);
    await at(0);
    await rig.sql("update talky.workers set heartbeat_at = now() - interval '1 minute' where id = $1", [
      worker.ctx.worker.id,
    ]);
    // The database answers again, and our own heartbeat is not there yet.
    monotonicMs = 60_000;
    await sweep(heir.ctx);
    await at(60_000);
    expect(rig.telephony.hungUp).toEqual([]);
    // One that has not come back by now never will.
    for (const ms of [66_000, 71_000, 76_000]) await at(ms);
    expect(rig.telephony.hungUp).toEqual(["call-1"]);
  });

  it("puts who opted out on the list although the conversation could not write it", async () => {
    const { tenantId, campaignId } = await campaignOf();
    await dialAll();
    await webhook(callIdOf(), vonageEvent("call-1", "answered"));
    await webhook(callIdOf(), vonageEvent("call-1", "completed", { duration: "4" }));
    await takeEvents(worker.ctx, callIdOf());
    await endConversation(tenantId, "opted_out");
    await settle(worker.ctx, callIdOf());
    const { phone_number } = await rig.job(campaignId);
    expect(await rig.sql("select phone_number, campaign_id, source from talky.dnc_entries")).toEqual([
      { phone_number, campaign_id: null, source: "call" },
    ]);
  });

  it("pauses a campaign whose calls fail, names the calls, and looks afresh once it is resumed", async () => {
    const { tenantId, campaignId } = await campaignOf(5);
    await dialAll();
    const failing = worker.host.expected.slice(0, 3).map((call) => call.callId);
    for (const [i, { callId }] of worker.host.expected.slice(0, 5).entries()) {
      await webhook(callId, vonageEvent(await rig.carrierIdOf(callId), i < 3 ? "failed" : "busy"));
      await takeEvents(worker.ctx, callId);
      await sweep(worker.ctx);
      if (i < 4) expect((await rig.status(campaignId))?.status).toBe("running");
    }
    expect(await rig.status(campaignId)).toEqual({ status: "paused", pause_reason: "calls failing: 3 of 5" });
    const [audit] = await rig.sql<{ data: { calls: string[] } }>(
      "select data from talky.audit_log where tenant_id = $1 and action = 'campaign.pause'",
      [tenantId],
    );
    expect(audit?.data.calls.toSorted()).toEqual(failing.toSorted());
    await rig.sql("update talky.campaigns set status = 'running', pause_reason = null where id = $1", [
      campaignId,
    ]);
    await sweep(worker.ctx);
    expect((await rig.status(campaignId))?.status).toBe("running");
  });
});

const clock = (at: Date): string => at.toISOString().slice(11, 16);

/** Open now, and shut in two hours. */
function windowThatClosesSoon(now: Date): object {
  return {
    time_window_start: clock(new Date(now.getTime() - 10 * MINUTE_MS)),
    time_window_end: clock(new Date(now.getTime() + 60 * MINUTE_MS)),
    timezone: "UTC",
  };
}
