import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dispatchJob } from "#lib/data/dispatch";
import { endSession } from "#lib/data/call-session";
import { moveCampaign, releaseClaims } from "#lib/data/campaign-run";
import { storeBriefing } from "#lib/data/transfers";
import type { Disposition } from "#lib/domain/statuses";
import { NO_USAGE } from "#lib/domain/cost/usage";
import { ProviderError } from "#lib/providers/errors";
import { briefColleague } from "#lib/services/carrier/brief-colleague";
import { judgeDial } from "#lib/services/dialing/judge-dial";
import { receiveCarrierEvent } from "#lib/services/carrier/receive-event";
import { placeCall } from "../../voice-worker/dialer/place-call.ts";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { settle } from "../../voice-worker/dialer/settle.ts";
import { sweep } from "../../voice-worker/dialer/sweep.ts";
import { takeEvents, watchCalls } from "../../voice-worker/dialer/watch-calls.ts";
import { DialingRig, vonageEvent, type RigWorker } from "./dialing-rig.ts";

let nextNumber = 0;
/** A number that no other test here uses. */
function oneNumber(): string {
  nextNumber += 1;
  return `+1${200 + Math.floor(nextNumber / 100)}55501${String(nextNumber % 100).padStart(2, "0")}`;
}

/** Writes the call's row and dies before the carrier is asked. */
async function dispatchOnly(rig: DialingRig, dead: RigWorker): Promise<void> {
  await runPump(dead.ctx);
  const [wake] = dead.wakes;
  const now = rig.now();
  await dispatchJob(rig.database.worker, {
    jobId: wake?.jobId ?? "",
    leaseUntil: wake?.leaseUntil ?? now,
    callId: randomUUID(),
    workerId: dead.ctx.worker.id,
    workerUrl: "http://dead",
    socketTokenHash: "h",
    now,
    carrier: dead.ctx.carrier,
    ask: (facts) => judgeDial(facts, now),
  });
}

describe("dialing", () => {
  let rig: DialingRig;
  let worker: RigWorker;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());
  beforeEach(async () => {
    // Each test has the platform to itself: what others left is over, and their workers are gone.
    await rig.sql("delete from talky.tenants");
    await rig.sql("delete from talky.workers");
    await rig.sql("delete from talky.carrier_inbox");
    await rig.sql("update talky.carrier_buckets set tokens = 1");
    rig.offsetMs = 0;
    rig.telephony.placed.length = 0;
    rig.telephony.calls.length = 0;
    rig.telephony.hungUp.length = 0;
    rig.telephony.refusals.length = 0;
    worker = await rig.worker();
  });

  async function dialAll(w: RigWorker = worker): Promise<void> {
    await runPump(w.ctx);
    const wakes = w.wakes.splice(0);
    await Promise.all(wakes.map((wake) => placeCall(w.ctx, wake.jobId, wake.leaseUntil)));
  }
  async function campaignOf(options: Parameters<DialingRig["campaign"]>[2] = {}, number = oneNumber()) {
    const { tenantId, userId } = await rig.tenant();
    return { tenantId, userId, number, campaignId: await rig.campaign(tenantId, [number], options) };
  }
  async function webhook(callId: string, body: Buffer) {
    const signature = new URL(rig.links.eventUrl(callId)).searchParams.get("s");
    return receiveCarrierEvent(rig.systemContext(), { callId, signature, authorization: "x", rawBody: body });
  }
  const callIdOf = (index = 0): string => worker.host.expected[index]?.callId ?? "";
  async function endConversation(
    tenantId: string,
    callId: string,
    disposition: Disposition = "goal_achieved",
  ): Promise<void> {
    await endSession(rig.database.worker, tenantId, callId, {
      disposition,
      answeredBy: "human",
      endedBy: "agent",
      endReason: "goodbye",
      callbackAt: null,
      timeToFirstWordMs: 300,
      connectedAt: rig.now(),
      endedAt: rig.now(),
      usage: NO_USAGE,
    });
  }

  it("takes a call from its claim to its outcome, and completes the campaign", async () => {
    const { tenantId, campaignId, number } = await campaignOf();
    await dialAll();
    expect(rig.telephony.placed).toHaveLength(1);
    expect(rig.telephony.placed[0]).toMatchObject({
      to: number,
      socketUrl: `ws://127.0.0.1:2/ws/voice/${callIdOf()}`,
    });
    expect(await rig.job(campaignId)).toMatchObject({ status: "dialing" });
    for (const status of ["started", "ringing", "answered"])
      await webhook(callIdOf(), vonageEvent("call-1", status));
    await takeEvents(worker.ctx, callIdOf());
    expect(await rig.job(campaignId)).toMatchObject({ status: "in_call" });
    expect(worker.host.updates.map((update) => update.status)).toEqual(["started", "ringing", "answered"]);
    await webhook(
      callIdOf(),
      vonageEvent("call-1", "completed", { duration: "12", disconnected_by: "user", price: "0.01" }),
    );
    await takeEvents(worker.ctx, callIdOf());
    // The conversation has not ended yet, so nothing is settled.
    expect(await rig.job(campaignId)).toMatchObject({ status: "in_call" });
    await endConversation(tenantId, callIdOf());
    await settle(worker.ctx, callIdOf());
    await sweep(worker.ctx);
    expect(await rig.job(campaignId)).toMatchObject({
      status: "done",
      reason: "outcome_final",
      attempts: 1,
      attempts_on_person: 1,
    });
    const [call] = await rig.calls(campaignId);
    expect(call).toMatchObject({
      telephony_result: "answered",
      disposition: "goal_achieved",
      duration_s: 12,
      // 0.01 of the carrier's euros, in dollars.
      carrier_price_micros: "10000",
      telephony_micros: "11600",
      carrier_call_id: "call-1",
    });
    expect(await rig.status(campaignId)).toMatchObject({ status: "completed" });
    // Settling again changes nothing.
    expect(await settle(worker.ctx, callIdOf())).toBeNull();
  });

  it("applies events once that come doubled and swapped", async () => {
    const { campaignId } = await campaignOf({ maxAttempts: 2 });
    await dialAll();
    const busy = vonageEvent("call-1", "busy");
    const started = vonageEvent("call-1", "started");
    const completed = vonageEvent("call-1", "completed", { duration: "0" });
    for (const body of [completed, busy, busy, started, completed]) await webhook(callIdOf(), body);
    await takeEvents(worker.ctx, callIdOf());
    await takeEvents(worker.ctx, callIdOf());
    const job = await rig.job(campaignId);
    expect(job).toMatchObject({ status: "retry_scheduled", attempts: 1, attempts_on_person: 0 });
    const minutes = ((job.next_attempt_at?.getTime() ?? 0) - rig.now().getTime()) / 60_000;
    expect(Math.round(minutes)).toBe(15);
    const events = await rig.sql(
      "select 1 from talky.call_events where type = 'carrier.event' and call_id = $1",
      [callIdOf()],
    );
    expect(events).toHaveLength(3);
  });

  it("refuses a webhook with a wrong signature and changes nothing", async () => {
    await campaignOf();
    await dialAll();
    const rawBody = vonageEvent("call-1", "completed");
    const at = { callId: callIdOf(), authorization: "x", rawBody };
    await expect(
      receiveCarrierEvent(rig.systemContext(), { ...at, signature: "nonsense" }),
    ).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(await rig.sql("select 1 from talky.carrier_inbox")).toEqual([]);
  });

  it("connects the audio again while the worker lives", async () => {
    await campaignOf();
    await dialAll();
    const dropped = await webhook(
      callIdOf(),
      vonageEvent("leg-2", "disconnected", { to: "ws://127.0.0.1:2/ws" }),
    );
    expect(dropped.answer).toMatchObject({
      socketUrl: `ws://127.0.0.1:2/ws/voice/${callIdOf()}`,
      socketAuthorization: expect.stringMatching(/^Bearer \S+$/),
    });
    const { socketAuthorization } = dropped.answer as { socketAuthorization: string };
    const token = socketAuthorization.slice("Bearer ".length);
    expect(rig.links.verifyReconnect(callIdOf(), token)).toBe(true);
    await rig.sql("update talky.workers set stopped_at = now()");
    const orphaned = await webhook(
      callIdOf(),
      vonageEvent("leg-3", "disconnected", { to: "ws://127.0.0.1:2/ws" }),
    );
    expect(orphaned.answer).toBeNull();
  });

  it("takes a colleague's phone for what it is, and the call back when nobody answers there", async () => {
    const { tenantId, campaignId } = await campaignOf();
    await dialAll();
    await webhook(callIdOf(), vonageEvent("call-1", "answered"));
    await takeEvents(worker.ctx, callIdOf());
    const ofColleague = (status: string) =>
      receiveCarrierEvent(rig.systemContext(), {
        callId: callIdOf(),
        signature: new URL(rig.links.transferEventUrl(callIdOf())).searchParams.get("s"),
        leg: "transfer",
        authorization: "x",
        rawBody: vonageEvent("colleague-1", status, { to: "14155550123" }),
      });
    expect((await ofColleague("started")).answer).toBeNull();
    expect((await ofColleague("busy")).answer).toMatchObject({
      socketUrl: `ws://127.0.0.1:2/ws/voice/${callIdOf()}`,
    });
    await ofColleague("answered");
    expect((await ofColleague("completed")).answer).toBeNull();
    await takeEvents(worker.ctx, callIdOf());
    expect(worker.host.updates.map(({ leg, status, state }) => [leg, status, state]).slice(1)).toEqual([
      ["transfer", "started", "answered"],
      ["transfer", "busy", "answered"],
      ["transfer", "answered", "answered"],
      ["transfer", "completed", "answered"],
    ]);
    expect((await rig.calls(campaignId))[0]).toMatchObject({
      carrier_call_id: "call-1",
      carrier_state: "answered",
      telephony_result: "answered",
    });
    // Once the conversation is over, nobody takes the call back.
    await endConversation(tenantId, callIdOf());
    expect((await ofColleague("rejected")).answer).toBeNull();
  });

  it("leaves a call alone that a colleague has taken over, until the carrier or an operator ends it", async () => {
    const { tenantId, campaignId } = await campaignOf();
    await dialAll();
    await webhook(callIdOf(), vonageEvent("call-1", "answered"));
    await takeEvents(worker.ctx, callIdOf());
    await endConversation(tenantId, callIdOf(), "transferred");
    rig.offsetMs = 120_000;
    await watchCalls(worker.ctx);
    await rig.sql("update talky.workers set stopped_at = now()");
    await sweep((await rig.worker()).ctx);
    expect(rig.telephony.hungUp).toEqual([]);
    expect(await rig.job(campaignId)).toMatchObject({ status: "in_call" });
    await rig.sql("update talky.workers set stopped_at = null");
    await rig.sql("update talky.calls set hangup_asked_at = now()");
    await watchCalls(worker.ctx);
    expect(rig.telephony.hungUp).toEqual(["call-1"]);
    await webhook(callIdOf(), vonageEvent("call-1", "completed", { duration: "90" }));
    await takeEvents(worker.ctx, callIdOf());
    expect(await rig.job(campaignId)).toMatchObject({ status: "done", reason: "outcome_final" });
  });

  it("says to a colleague what the conversation left for them, at its own address only", async () => {
    const { tenantId } = await campaignOf();
    await dialAll();
    const callId = callIdOf();
    const signature = new URL(rig.links.briefingUrl(callId)).searchParams.get("s");
    const ask = (s: string | null) => briefColleague(rig.systemContext(), { callId, signature: s });
    await expect(ask(signature)).rejects.toMatchObject({ code: "not_found" });
    await storeBriefing(rig.database.worker, tenantId, callId, "It is about Monday.");
    expect(await ask(signature)).toEqual({ text: "It is about Monday.", language: "en" });
    const ofEvents = new URL(rig.links.eventUrl(callId)).searchParams.get("s");
    await expect(ask(ofEvents)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("finds a lost `completed` by asking the carrier", async () => {
    const { tenantId, campaignId } = await campaignOf();
    await dialAll();
    await webhook(callIdOf(), vonageEvent("call-1", "answered"));
    await takeEvents(worker.ctx, callIdOf());
    await endConversation(tenantId, callIdOf());
    await watchCalls(worker.ctx);
    expect(await rig.job(campaignId)).toMatchObject({ status: "in_call" });
    const [known] = rig.telephony.calls;
    if (known) Object.assign(known, { status: "completed", endedAt: rig.now(), durationS: 9 });
    rig.offsetMs = 25_000;
    await watchCalls(worker.ctx);
    expect(await rig.job(campaignId)).toMatchObject({ status: "done", reason: "outcome_final" });
  });

  it("does not dial again when the answer to the request was lost; the events find the call", async () => {
    const { campaignId } = await campaignOf({ maxAttempts: 3 });
    rig.telephony.refusals.push(new ProviderError("vonage", "maybe_done"));
    await dialAll();
    expect(await rig.job(campaignId)).toMatchObject({ status: "unknown" });
    await dialAll();
    await sweep(worker.ctx);
    expect(rig.telephony.placed).toHaveLength(1);
    await webhook(callIdOf(), vonageEvent("u-31", "ringing"));
    await webhook(callIdOf(), vonageEvent("u-31", "answered"));
    await takeEvents(worker.ctx, callIdOf());
    expect(await rig.job(campaignId)).toMatchObject({ status: "in_call" });
    expect((await rig.calls(campaignId))[0]).toMatchObject({
      carrier_call_id: "u-31",
      carrier_state: "answered",
    });
  });

  it("asks the carrier's list for a lost call, and closes as unknown what it never took", async () => {
    const found = await campaignOf({ maxAttempts: 3 });
    rig.telephony.refusals.push(new ProviderError("vonage", "maybe_done"));
    await dialAll();
    const never = await campaignOf({ maxAttempts: 3 });
    rig.telephony.refusals.push(new ProviderError("vonage", "maybe_done"));
    await dialAll();
    rig.telephony.calls.push({
      carrierCallId: "u-found",
      conversationId: "CON-found",
      to: found.number,
      status: "no_answer",
      startedAt: rig.now(),
      endedAt: rig.now(),
      durationS: 0,
    });
    rig.offsetMs = 12_000;
    await sweep(worker.ctx);
    expect(await rig.job(found.campaignId)).toMatchObject({ status: "retry_scheduled", attempts: 1 });
    expect(await rig.job(never.campaignId)).toMatchObject({ status: "unknown" });
    rig.offsetMs = 62_000;
    await sweep(worker.ctx);
    expect(await rig.job(never.campaignId)).toMatchObject({ status: "done", reason: "lost" });
    expect((await rig.calls(never.campaignId))[0]).toMatchObject({
      carrier_state: "unknown",
      telephony_result: "unknown",
    });
    expect(rig.telephony.placed).toHaveLength(2);
  });

  it("waits and tries again when the carrier says too many requests: no attempt, no call", async () => {
    const { campaignId } = await campaignOf();
    rig.telephony.refusals.push(new ProviderError("vonage", "rate_limited", undefined, 500));
    await dialAll();
    expect(await rig.job(campaignId)).toMatchObject({
      status: "pending",
      reason: "carrier_rate",
      attempts: 0,
      failures: 0,
    });
    expect(await rig.calls(campaignId)).toEqual([]);
    expect(worker.host.openCallIds()).toEqual([]);
    rig.offsetMs = 2000;
    await dialAll();
    expect(rig.telephony.placed).toHaveLength(2);
    expect(await rig.calls(campaignId)).toHaveLength(1);
  });

  it("pauses the campaign and says why when the carrier refuses our credentials", async () => {
    const { campaignId } = await campaignOf();
    rig.telephony.refusals.push(new ProviderError("vonage", "refused_credentials"));
    await dialAll();
    expect(await rig.status(campaignId)).toEqual({
      status: "paused",
      pause_reason: "vonage: credentials refused",
    });
    expect(await rig.job(campaignId)).toMatchObject({ status: "pending", attempts: 0 });
    expect(await rig.calls(campaignId)).toEqual([]);
  });

  it("pauses before it dials when a provider is known to refuse our key", async () => {
    const { campaignId } = await campaignOf();
    await runPump({ ...worker.ctx, refusedProvider: () => "deepgram" });
    expect(await rig.status(campaignId)).toEqual({
      status: "paused",
      pause_reason: "deepgram: credentials refused",
    });
  });

  it("tries an unreachable carrier again after 1, 5 and 15 minutes, then gives up", async () => {
    const { campaignId } = await campaignOf();
    const waits: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      rig.telephony.refusals.push(new ProviderError("vonage", "unreachable"));
      await dialAll();
      const job = await rig.job(campaignId);
      if (job.next_attempt_at) {
        waits.push(Math.round((job.next_attempt_at.getTime() - rig.now().getTime()) / 60_000));
        rig.offsetMs += job.next_attempt_at.getTime() - rig.now().getTime() + 1000;
      }
    }
    expect(waits).toEqual([1, 5, 15]);
    expect(await rig.job(campaignId)).toMatchObject({
      status: "done",
      reason: "max_attempts",
      attempts: 0,
      failures: 4,
    });
    expect(await rig.calls(campaignId)).toEqual([]);
  });

  it("asks nothing of the carrier when the pause comes while it waits for the carrier's rate", async () => {
    const { tenantId, campaignId } = await campaignOf();
    await rig.sql("update talky.carrier_buckets set tokens = -1000000, refilled_at = clock_timestamp()");
    let waits = 0;
    const waiting = await rig.worker({
      wait: async () => {
        waits += 1;
        if (waits > 1) return;
        await rig.database.worker.transaction().execute(async (trx) => {
          await moveCampaign(trx, tenantId, campaignId, ["running"], "paused");
          await releaseClaims(trx, tenantId, campaignId);
        });
        await rig.sql("update talky.carrier_buckets set tokens = 1");
      },
    });
    await dialAll(waiting);
    expect(waits).toBeGreaterThan(0);
    expect(rig.telephony.placed).toEqual([]);
    expect(await rig.job(campaignId)).toMatchObject({ status: "pending", attempts: 0 });
  });

  it("refuses at dispatch what was paused without a release, and what went on the do-not-call list meanwhile", async () => {
    const paused = await campaignOf();
    await runPump(worker.ctx);
    await rig.sql("update talky.campaigns set status = 'paused' where id = $1", [paused.campaignId]);
    const listed = await campaignOf();
    await runPump(worker.ctx);
    await rig.sql("insert into talky.dnc_entries (tenant_id, phone_number, source) values ($1, $2, 'user')", [
      listed.tenantId,
      listed.number,
    ]);
    await Promise.all(
      worker.wakes.splice(0).map((wake) => placeCall(worker.ctx, wake.jobId, wake.leaseUntil)),
    );
    expect(rig.telephony.placed).toEqual([]);
    expect(await rig.job(paused.campaignId)).toMatchObject({
      status: "pending",
      reason: "campaign_not_running",
    });
    expect(await rig.job(listed.campaignId)).toMatchObject({ status: "done", reason: "do_not_call" });
  });

  it("does not dial a contact that was taken out while its job was claimed", async () => {
    const { campaignId } = await campaignOf();
    await runPump(worker.ctx);
    await rig.sql("update talky.leads set status = 'deleted' where campaign_id = $1", [campaignId]);
    await Promise.all(worker.wakes.splice(0).map((w) => placeCall(worker.ctx, w.jobId, w.leaseUntil)));
    expect(rig.telephony.placed).toEqual([]);
    expect(await rig.job(campaignId)).toMatchObject({ status: "cancelled", reason: "cancelled" });
  });

  it("asks the carrier what a call came to that only says `completed`", async () => {
    const { campaignId } = await campaignOf({ maxAttempts: 2 });
    await dialAll();
    await webhook(callIdOf(), vonageEvent("call-1", "completed", { duration: "0" }));
    await takeEvents(worker.ctx, callIdOf());
    expect(await rig.job(campaignId)).toMatchObject({ status: "dialing" });
    const [known] = rig.telephony.calls;
    if (known) Object.assign(known, { status: "busy", endedAt: rig.now(), durationS: 0 });
    rig.offsetMs = 6000;
    await watchCalls(worker.ctx);
    expect(await rig.job(campaignId)).toMatchObject({ status: "retry_scheduled" });
    expect((await rig.calls(campaignId))[0]).toMatchObject({ telephony_result: "busy" });
  });

  it("dials a claim once, however many workers are woken for it", async () => {
    await campaignOf();
    await runPump(worker.ctx);
    const [wake] = worker.wakes;
    const others = await Promise.all([rig.worker(), rig.worker(), rig.worker()]);
    await Promise.all(
      [worker, ...others].flatMap((w) =>
        [0, 1].map(() => placeCall(w.ctx, wake?.jobId ?? "", wake?.leaseUntil ?? new Date())),
      ),
    );
    expect(rig.telephony.placed).toHaveLength(1);
  });

  it("lets a claim whose worker never began it wait again", async () => {
    const { campaignId } = await campaignOf();
    await runPump(worker.ctx);
    rig.offsetMs = 20_000;
    worker.wakes.length = 0;
    await sweep(worker.ctx);
    expect(worker.wakes).toHaveLength(1);
    rig.offsetMs = 31_000;
    await sweep(worker.ctx);
    expect(await rig.job(campaignId)).toMatchObject({ status: "pending" });
  });

  describe("when a worker dies", () => {
    it("never dials again between the call's row and the carrier's answer; nothing was placed", async () => {
      const { campaignId } = await campaignOf({ maxAttempts: 3 });
      await dispatchOnly(rig, await rig.worker({ alive: false }));
      for (const after of [5000, 30_000, 65_000]) {
        rig.offsetMs = after;
        await dialAll();
        await sweep(worker.ctx);
      }
      expect(rig.telephony.placed).toEqual([]);
      expect(await rig.job(campaignId)).toMatchObject({ status: "done", reason: "lost", attempts: 1 });
      await sweep(worker.ctx);
      expect(await rig.status(campaignId)).toMatchObject({ status: "completed" });
    });

    it("finds the call it had placed, hangs it up and settles it", async () => {
      const { campaignId, number } = await campaignOf();
      await dispatchOnly(rig, await rig.worker({ alive: false }));
      const ringing = {
        carrierCallId: "u-orphan",
        conversationId: "CON-o",
        to: number,
        status: "ringing" as const,
        startedAt: rig.now(),
        endedAt: null,
        durationS: null,
      };
      rig.telephony.calls.push(ringing);
      rig.offsetMs = 12_000;
      await sweep(worker.ctx);
      Object.assign(ringing, { status: "cancelled", endedAt: rig.now() });
      await sweep(worker.ctx);
      expect(rig.telephony.hungUp).toEqual(["u-orphan"]);
      expect(await rig.job(campaignId)).toMatchObject({ status: "done", attempts: 1, attempts_on_person: 1 });
    });

    it("ends its answered calls with an error that is not retried", async () => {
      const { campaignId } = await campaignOf({ maxAttempts: 3 });
      await dialAll();
      await webhook(callIdOf(), vonageEvent("call-1", "answered"));
      await takeEvents(worker.ctx, callIdOf());
      await rig.sql("update talky.workers set stopped_at = now()");
      const other = await rig.worker();
      const [known] = rig.telephony.calls;
      if (known) Object.assign(known, { status: "completed", endedAt: rig.now(), durationS: 3 });
      await sweep(other.ctx);
      expect(rig.telephony.hungUp).toEqual(["call-1"]);
      expect((await rig.calls(campaignId))[0]).toMatchObject({
        telephony_result: "answered",
        disposition: "error",
        end_reason: "worker_lost",
        ended_by: "error",
        // What it took went with its worker: it is reckoned by its three seconds.
        stt_micros: "390",
        tts_micros: "1176",
      });
      expect(await rig.job(campaignId)).toMatchObject({ status: "done", reason: "outcome_final" });
    });
  });
});
