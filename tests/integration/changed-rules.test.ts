import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ConsentInput } from "#lib/domain/api/consent";
import { updateCampaign } from "#lib/services/campaigns/update-campaign";
import { recordConsent } from "#lib/services/consents/record-consent";
import { updateContact } from "#lib/services/contacts/update-contact";
import { updateDialingRules } from "#lib/services/dialing/update-dialing-rules";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { DialingRig, numbers } from "./dialing-rig.ts";

const DAY_MS = 24 * 3_600_000;

describe("who waits by rules that are changed", () => {
  let rig: DialingRig;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());

  beforeEach(async () => {
    await rig.sql("delete from talky.tenants");
  });

  /** Calls on the day after tomorrow alone. */
  const closed = () => ({
    allowed_days: [(rig.now().getUTCDay() + 8) % 7],
    timezone: "UTC",
    respect_lead_timezone: false,
  });
  const waits = async (jobId: string, reason: string | null, status = "pending") =>
    rig.sql("update talky.dialer_jobs set status = $2, reason = $3, next_attempt_at = $4 where id = $1", [
      jobId,
      status,
      reason,
      new Date(rig.now().getTime() + 3 * DAY_MS),
    ]);
  const isDue = async (campaignId: string): Promise<boolean[]> =>
    (await rig.jobs(campaignId)).map((job) => (job.next_attempt_at ?? rig.now()) <= rig.now());

  it("is called when the campaign's hours are widened, not when it would have opened", async () => {
    const who = await rig.tenant();
    const { ctx } = await rig.worker();
    const campaignId = await rig.campaign(who.tenantId, numbers(2), { calling: closed() });
    expect(await runPump(ctx)).toBe(0);
    expect(await rig.job(campaignId)).toMatchObject({ status: "pending", reason: "outside_window" });
    const [, second] = await rig.jobs(campaignId);
    await waits(second?.id ?? "", null, "retry_scheduled");

    await updateCampaign(rig.userContext(who), campaignId, { name: "Renamed" });
    await updateCampaign(rig.userContext(who), campaignId, { calling_config: { ring_timeout_s: 20 } });
    expect(await isDue(campaignId)).toEqual([false, false]);
    const allowed_days = [0, 1, 2, 3, 4, 5, 6];
    await updateCampaign(rig.userContext(who), campaignId, { calling_config: { allowed_days } });
    expect(await isDue(campaignId)).toEqual([true, false]);
    expect(await runPump(ctx)).toBe(1);
  });

  it("is asked about when the contact turns out to live elsewhere", async () => {
    const who = await rig.tenant();
    const campaignId = await rig.campaign(who.tenantId, numbers(2));
    for (const job of await rig.jobs(campaignId)) await waits(job.id, "outside_legal_hours");
    const [lead] = await rig.sql<{ id: string }>(
      "select id from talky.leads where campaign_id = $1 order by phone_number limit 1",
      [campaignId],
    );
    const change = (patch: object) => updateContact(rig.userContext(who), campaignId, lead?.id ?? "", patch);
    await change({ first_name: "Ada" });
    expect(await isDue(campaignId)).toEqual([false, false]);
    await change({ timezone: "Pacific/Honolulu" });
    expect(await isDue(campaignId)).toEqual([true, false]);
  });

  it("is called when the consent that was missing is recorded", async () => {
    const who = await rig.tenant();
    const { ctx } = await rig.worker();
    const campaignId = await rig.campaign(who.tenantId, numbers(2));
    await rig.sql("update talky.campaigns set purpose = 'marketing' where id = $1", [campaignId]);
    expect(await runPump(ctx)).toBe(0);
    expect(await rig.job(campaignId)).toMatchObject({ status: "pending", reason: "consent_missing" });
    const [lead] = await rig.sql<{ id: string }>(
      "select id from talky.leads where campaign_id = $1 order by phone_number limit 1",
      [campaignId],
    );
    const said = { kind: "express_written", text: "Yes", source: "user", evidence: {}, purpose: "marketing" };
    await recordConsent(rig.userContext(who), campaignId, lead?.id ?? "", said as ConsentInput);
    expect(await isDue(campaignId)).toEqual([true, false]);
    expect(await runPump(ctx)).toBe(1);
  });

  it("is asked about when the business calls more often, and nobody of another business is", async () => {
    const [who, other] = [await rig.tenant(), await rig.tenant()];
    const [ours, theirs] = [
      await rig.campaign(who.tenantId, numbers(2)),
      await rig.campaign(other.tenantId, numbers(1)),
    ];
    const [first, second] = await rig.jobs(ours);
    await waits(first?.id ?? "", "cap_week", "retry_scheduled");
    await waits(second?.id ?? "", null, "retry_scheduled");
    await waits((await rig.job(theirs)).id, "cap_week");
    await updateDialingRules(rig.userContext(who), { attempts_per_week: 6 });
    expect(await isDue(ours)).toEqual([true, false]);
    expect(await isDue(theirs)).toEqual([false]);
  });
});
