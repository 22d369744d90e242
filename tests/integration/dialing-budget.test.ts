import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { reckonedMicros } from "#lib/domain/cost/budget";
import { NO_USAGE } from "#lib/domain/cost/usage";
import { ProviderError } from "#lib/providers/errors";
import { campaignStats } from "#lib/services/campaigns/campaign-stats";
import { updateCampaign } from "#lib/services/campaigns/update-campaign";
import { receiveCarrierEvent } from "#lib/services/carrier/receive-event";
import { placeCall } from "../../voice-worker/dialer/place-call.ts";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { settle } from "../../voice-worker/dialer/settle.ts";
import { takeEvents } from "../../voice-worker/dialer/watch-calls.ts";
import { DialingRig, numbers, vonageEvent, type RigWorker } from "./dialing-rig.ts";

/** A call of ten minutes with the rig's goal as its only instructions. */
const longest = (to: string): number =>
  reckonedMicros({ to, promptCharacters: "Say hello".length, model: null }, 600, new Date());
const USAGE = {
  stt: [{ provider: "deepgram", model: "flux-general-en", audio_ms: 60_000 }],
  llm: [{ provider: "groq", model: "openai/gpt-oss-20b", input_tokens: 10_000, output_tokens: 1000 }],
  tts: [{ provider: "deepgram", model: "aura-2-thalia-en", characters: 500 }],
};

interface LedgerRow {
  call_id: string;
  reserved_micros: number;
  used_micros: number | null;
}

const sum = (rows: LedgerRow[]): number => rows.reduce((all, row) => all + row.reserved_micros, 0);

describe("a campaign's budget", () => {
  let rig: DialingRig;
  let who: Awaited<ReturnType<DialingRig["tenant"]>>;
  let worker: RigWorker;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());
  beforeEach(async () => {
    who = await rig.tenant();
    worker = await rig.worker();
  });

  async function campaignWith(budget: number, people: string[]): Promise<string> {
    const id = await rig.campaign(who.tenantId, people, { concurrency: 5 });
    await updateCampaign(rig.userContext(who), id, { budget_micros: budget });
    return id;
  }
  const ledger = async (campaignId: string): Promise<LedgerRow[]> =>
    (
      await rig.sql<Record<keyof LedgerRow, string | null>>(
        `select call_id, reserved_micros, used_micros from talky.usage_ledger where campaign_id = $1 order by reserved_micros`,
        [campaignId],
      )
    ).map((row) => ({
      call_id: row.call_id ?? "",
      reserved_micros: Number(row.reserved_micros),
      used_micros: row.used_micros === null ? null : Number(row.used_micros),
    }));
  const budgetOf = async (campaignId: string) =>
    (await campaignStats(rig.userContext(who), campaignId)).budget;
  async function busy(callId: string): Promise<void> {
    const signature = new URL(rig.links.eventUrl(callId)).searchParams.get("s");
    const rawBody = vonageEvent(await rig.carrierIdOf(callId), "busy");
    await receiveCarrierEvent(rig.systemContext(), { callId, signature, authorization: "x", rawBody });
    await takeEvents(worker.ctx, callId);
  }

  it("is set aside by many at once without a call too much, and the last call is as long as it pays for", async () => {
    const people = numbers(5, 206);
    const whole = longest(people[0] ?? "");
    const budget = Math.floor(whole * 2.5);
    const campaignId = await campaignWith(budget, people);
    const workers = await Promise.all(people.map(() => rig.worker({ db: rig.database.anotherWorker() })));
    await runPump(worker.ctx);
    expect(worker.wakes).toHaveLength(5);
    await Promise.all(
      workers.map(async ({ ctx }, i) => {
        const wake = worker.wakes[i];
        if (wake) await placeCall(ctx, wake.jobId, wake.leaseUntil);
      }),
    );
    const rows = await ledger(campaignId);
    expect(rows).toHaveLength(3);
    expect(rows.slice(1).map((row) => row.reserved_micros)).toEqual([whole, whole]);
    expect(sum(rows)).toBeLessThanOrEqual(budget);
    const lengths = rig.telephony.placed.map((call) => call.maxDurationS).toSorted((a, b) => a - b);
    expect(lengths.slice(1)).toEqual([600, 600]);
    expect(lengths[0]).toBeGreaterThan(60);
    expect(lengths[0]).toBeLessThan(600);
    const waiting = (await rig.jobs(campaignId)).filter((job) => job.status === "pending");
    expect(waiting.map((job) => job.reason)).toEqual(["budget_exhausted", "budget_exhausted"]);
    expect(await budgetOf(campaignId)).toEqual({
      budget_micros: budget,
      spent_micros: 0,
      reserved_micros: sum(rows),
      left_micros: budget - sum(rows),
    });
    // Nobody was there: what was set aside is free again.
    for (const row of rows) await busy(row.call_id);
    expect(await budgetOf(campaignId)).toMatchObject({ spent_micros: 0, reserved_micros: 0 });
    await rig.sql(
      "update talky.dialer_jobs set next_attempt_at = now() where campaign_id = $1 and status = 'pending'",
      [campaignId],
    );
    expect(await runPump(worker.ctx)).toBe(2);
  });

  it("is settled once, by what the calls did cost, and lets nobody be dialled when it is lowered below that", async () => {
    const people = numbers(3, 541);
    const campaignId = await campaignWith(longest(people[0] ?? "") * 3, people);
    await runPump(worker.ctx);
    const [first, second, third] = worker.wakes;
    for (const wake of [first, second]) if (wake) await placeCall(worker.ctx, wake.jobId, wake.leaseUntil);
    for (const callId of worker.host.openCallIds()) {
      await rig.sql(
        `update talky.calls set carrier_state = 'ended', telephony_result = 'answered', answered_at = now(), ended_at = now(),
           session_ended_at = now(), disposition = 'goal_achieved', duration_s = 60, usage = $2 where id = $1`,
        [callId, JSON.stringify(USAGE)],
      );
      await settle(worker.ctx, callId);
      await settle(worker.ctx, callId);
    }
    const each = { telephony: 13_900, stt: 6500, llm: 750 + 300, tts: 15_000 };
    const cost = each.telephony + each.stt + each.llm + each.tts;
    expect(await rig.calls(campaignId)).toMatchObject([
      { telephony_micros: "13900", stt_micros: "6500", llm_micros: "1050", tts_micros: "15000" },
      { telephony_micros: "13900", stt_micros: "6500", llm_micros: "1050", tts_micros: "15000" },
    ]);
    expect((await ledger(campaignId)).map((row) => row.used_micros)).toEqual([cost, cost]);
    const stats = await campaignStats(rig.userContext(who), campaignId);
    expect(stats).toMatchObject({
      cost_micros: 2 * cost,
      budget: { spent_micros: 2 * cost, reserved_micros: 0 },
    });

    await updateCampaign(rig.userContext(who), campaignId, { budget_micros: 2 * cost });
    if (third) await placeCall(worker.ctx, third.jobId, third.leaseUntil);
    expect((await rig.jobs(campaignId)).map((job) => job.reason)).toContain("budget_exhausted");
    expect(await ledger(campaignId)).toHaveLength(2);
  });

  it("pays for the voice that was prepared for somebody who did not answer", async () => {
    const people = numbers(1, 425);
    const campaignId = await campaignWith(longest(people[0] ?? ""), people);
    await runPump(worker.ctx);
    for (const wake of worker.wakes) await placeCall(worker.ctx, wake.jobId, wake.leaseUntil);
    const [callId = ""] = worker.host.openCallIds();
    worker.host.used.set(callId, { ...NO_USAGE, tts: USAGE.tts });
    await busy(callId);
    expect(await budgetOf(campaignId)).toMatchObject({ spent_micros: 15_000, reserved_micros: 0 });
  });

  it("gets back what was set aside for a call that the carrier did not take", async () => {
    const people = numbers(1, 360);
    const campaignId = await campaignWith(longest(people[0] ?? ""), people);
    rig.telephony.refusals.push(new ProviderError("vonage", "unreachable"));
    await runPump(worker.ctx);
    for (const wake of worker.wakes) await placeCall(worker.ctx, wake.jobId, wake.leaseUntil);
    expect(await ledger(campaignId)).toEqual([]);
    expect(await budgetOf(campaignId)).toMatchObject({ spent_micros: 0, reserved_micros: 0 });
  });
});
