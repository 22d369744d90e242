import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PhoneNumberInput } from "#lib/domain/api/phone-number";
import { ProviderError } from "#lib/providers/errors";
import type { UserContext } from "#lib/services/context";
import { addPhoneNumber } from "#lib/services/phone-numbers/add-phone-number";
import { listPhoneNumbers } from "#lib/services/phone-numbers/list-phone-numbers";
import { removePhoneNumber } from "#lib/services/phone-numbers/remove-phone-number";
import { updatePhoneNumber } from "#lib/services/phone-numbers/update-phone-number";
import { placeCall } from "../../voice-worker/dialer/place-call.ts";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { DialingRig, numbers, type RigWorker } from "./dialing-rig.ts";

const DAY_MS = 86_400_000;
const [BOSTON, CHICAGO, PLATFORM] = ["+16175550190", "+13125550190", "+14155550000"];

describe("the numbers to call from", () => {
  let rig: DialingRig;
  let who: Awaited<ReturnType<DialingRig["tenant"]>>;
  let ctx: UserContext;
  let worker: RigWorker;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());
  beforeEach(async () => {
    who = await rig.tenant();
    ctx = rig.userContext(who);
    worker = await rig.worker();
  });

  const add = (phone_number: string, more: Partial<PhoneNumberInput> = {}) =>
    addPhoneNumber(ctx, { phone_number, label: "", daily_cap: 100, is_active: true, ...more });
  const usedToday = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await listPhoneNumbers(ctx)).items.map((one) => [one.phone_number, one.calls_today]));
  async function dialAll(): Promise<void> {
    await runPump(worker.ctx);
    for (const wake of worker.wakes.splice(0)) await placeCall(worker.ctx, wake.jobId, wake.leaseUntil);
  }
  const shownIn = async (campaignId: string): Promise<unknown[]> =>
    (await rig.calls(campaignId)).map((call) => call["from_number"]);

  it("never call more often than a day allows, by however many at once, and who is left over waits for the next day", async () => {
    await add(BOSTON, { daily_cap: 2 });
    await add(CHICAGO, { daily_cap: 2 });
    const campaignId = await rig.campaign(who.tenantId, numbers(6, 206), { concurrency: 6 });
    const workers = await Promise.all(numbers(6).map(() => rig.worker({ db: rig.database.anotherWorker() })));
    await runPump(worker.ctx);
    expect(worker.wakes).toHaveLength(6);
    const placedBefore = rig.telephony.placed.length;
    await Promise.all(
      workers.map(async ({ ctx: own }, i) => {
        const wake = worker.wakes[i];
        if (wake) await placeCall(own, wake.jobId, wake.leaseUntil);
      }),
    );
    const shown = await shownIn(campaignId);
    expect(shown.toSorted()).toEqual([CHICAGO, CHICAGO, BOSTON, BOSTON]);
    // What the carrier was asked is what stands on the row.
    const asked = rig.telephony.placed.slice(placedBefore).map((request) => request.from);
    expect(asked.toSorted()).toEqual(shown.toSorted());
    expect(await usedToday()).toEqual({ [BOSTON]: 2, [CHICAGO]: 2 });
    const waiting = (await rig.jobs(campaignId)).filter((job) => job.status === "pending");
    expect(waiting.map((job) => job.reason)).toEqual(["no_caller_id", "no_caller_id"]);
    for (const job of waiting) {
      expect((job.next_attempt_at?.getTime() ?? 0) % DAY_MS).toBe(0);
      expect(job.next_attempt_at?.getTime()).toBeGreaterThan(rig.now().getTime());
    }
    // With more room they are called at once.
    const [first] = (await listPhoneNumbers(ctx)).items;
    await updatePhoneNumber(ctx, first?.id ?? "", { daily_cap: 3 });
    worker.wakes.length = 0;
    await dialAll();
    expect(await usedToday()).toEqual({ [BOSTON]: 3, [CHICAGO]: 2 });
  });

  it("are those of the callee's area first, and are not counted for a call that the carrier did not take", async () => {
    await add(BOSTON, { daily_cap: 1000 });
    await add(CHICAGO, { daily_cap: 1 });
    const [person = ""] = numbers(1, 312);
    const campaignId = await rig.campaign(who.tenantId, [person]);
    rig.telephony.refusals.push(new ProviderError("vonage", "unreachable"));
    await dialAll();
    expect(rig.telephony.placed.at(-1)?.from).toBe(CHICAGO);
    expect(await usedToday()).toEqual({ [BOSTON]: 0, [CHICAGO]: 0 });
    await rig.sql("update talky.dialer_jobs set next_attempt_at = now() where campaign_id = $1", [
      campaignId,
    ]);
    await dialAll();
    expect(await shownIn(campaignId)).toEqual([CHICAGO]);
    expect(await usedToday()).toEqual({ [BOSTON]: 0, [CHICAGO]: 1 });
  });

  it("are the platform's where there is none of one's own, and nobody's where all are switched off", async () => {
    const [first = "", second = ""] = numbers(2, 503);
    const without = await rig.campaign(who.tenantId, [first]);
    await dialAll();
    expect(await shownIn(without)).toEqual([PLATFORM]);
    const { id } = await add(BOSTON, { is_active: false });
    const campaignId = await rig.campaign(who.tenantId, [second]);
    await dialAll();
    expect(await rig.job(campaignId)).toMatchObject({ status: "pending", reason: "no_caller_id" });
    await removePhoneNumber(ctx, id);
    await dialAll();
    expect(await shownIn(campaignId)).toEqual([PLATFORM]);
  });

  it("have called all the same when they are taken off and put back", async () => {
    const { id } = await add(BOSTON, { daily_cap: 1 });
    await rig.campaign(who.tenantId, numbers(1, 702));
    await dialAll();
    await removePhoneNumber(ctx, id);
    expect(await add(BOSTON, { daily_cap: 1 })).toMatchObject({ calls_today: 1 });
  });

  it("are changed by owners and admins alone, and each change is written down", async () => {
    const { id } = await add(BOSTON);
    const user: UserContext = { ...ctx, actor: { ...ctx.actor, role: "user" } };
    const forbidden = { code: "forbidden" };
    await expect(
      addPhoneNumber(user, { phone_number: CHICAGO, label: "", daily_cap: 1, is_active: true }),
    ).rejects.toMatchObject(forbidden);
    await expect(updatePhoneNumber(user, id, { daily_cap: 1 })).rejects.toMatchObject(forbidden);
    await expect(removePhoneNumber(user, id)).rejects.toMatchObject(forbidden);
    expect((await listPhoneNumbers(user)).items).toHaveLength(1);
    await updatePhoneNumber({ ...ctx, actor: { ...ctx.actor, role: "admin" } }, id, { is_active: false });
    await removePhoneNumber(ctx, id);
    const log = await rig.sql<{ action: string; data: object }>(
      "select action, data from talky.audit_log where tenant_id = $1 order by id",
      [who.tenantId],
    );
    expect(log).toMatchObject([
      { action: "phone_number.add", data: { phone_number: BOSTON, daily_cap: 100 } },
      { action: "phone_number.update", data: { is_active: false } },
      { action: "phone_number.remove", data: { phone_number: BOSTON } },
    ]);
  });
});
