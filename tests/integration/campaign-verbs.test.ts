import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pauseAllCampaigns } from "#lib/services/campaigns/pause-all-campaigns";
import { pauseCampaign } from "#lib/services/campaigns/pause-campaign";
import { resumeCampaign } from "#lib/services/campaigns/resume-campaign";
import { startCampaign } from "#lib/services/campaigns/start-campaign";
import { stopCampaign } from "#lib/services/campaigns/stop-campaign";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { DialingRig, numbers } from "./dialing-rig.ts";

describe("starting, pausing, resuming and stopping a campaign", () => {
  let rig: DialingRig;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());

  beforeEach(async () => {
    await rig.sql("delete from talky.tenants");
  });

  async function draft(leads = 3) {
    const who = await rig.tenant();
    const campaignId = await rig.campaign(who.tenantId, numbers(leads), { status: "draft" });
    return { who, campaignId, ctx: rig.userContext(who) };
  }
  const statuses = async (campaignId: string): Promise<string[]> =>
    (await rig.jobs(campaignId)).map((job) => job.status);

  it("makes one job a lead, once, however often it is started", async () => {
    const { ctx, campaignId } = await draft();
    await Promise.all([startCampaign(ctx, campaignId), startCampaign(ctx, campaignId)]);
    expect(await startCampaign(ctx, campaignId)).toBe(campaignId);
    expect(await statuses(campaignId)).toEqual(["pending", "pending", "pending"]);
    expect(await rig.status(campaignId)).toMatchObject({ status: "running" });
    const audit = await rig.sql(
      "select 1 from talky.audit_log where action = 'campaign.start' and subject_id = $1",
      [campaignId],
    );
    expect(audit).toHaveLength(1);
  });

  it("refuses a campaign without contacts and says what to do", async () => {
    const { ctx, campaignId } = await draft(0);
    await expect(startCampaign(ctx, campaignId)).rejects.toMatchObject({
      code: "invalid",
      publicMessage: expect.stringContaining("Add contacts"),
    });
    expect(await rig.status(campaignId)).toMatchObject({ status: "draft" });
  });

  it("starts while the import that brings its contacts is still under way", async () => {
    const { ctx, who, campaignId } = await draft(0);
    await rig.sql(
      "insert into talky.imports (tenant_id, campaign_id, file_name, file_path, bytes) values ($1, $2, 'a', 'b', 1)",
      [who.tenantId, campaignId],
    );
    expect(await startCampaign(ctx, campaignId)).toBe(campaignId);
    expect(await rig.status(campaignId)).toMatchObject({ status: "running" });
  });

  it("shows nobody another tenant's campaign", async () => {
    const { campaignId } = await draft();
    const stranger = rig.userContext(await rig.tenant());
    for (const verb of [startCampaign, pauseCampaign, resumeCampaign, stopCampaign]) {
      await expect(verb(stranger, campaignId)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("pauses: claims go back, nothing is claimed until it is resumed, with the leads added meanwhile", async () => {
    const { ctx, who, campaignId } = await draft();
    await startCampaign(ctx, campaignId);
    const worker = await rig.worker();
    expect(await runPump(worker.ctx)).toBe(3);
    await pauseCampaign(ctx, campaignId);
    expect(await pauseCampaign(ctx, campaignId)).toBe(campaignId);
    expect(await statuses(campaignId)).toEqual(["pending", "pending", "pending"]);
    expect(await runPump(worker.ctx)).toBe(0);
    await rig.sql(
      "insert into talky.leads (tenant_id, campaign_id, phone_number) values ($1, $2, '+14155550177')",
      [who.tenantId, campaignId],
    );
    await resumeCampaign(ctx, campaignId);
    expect(await statuses(campaignId)).toHaveLength(4);
    expect(await runPump(worker.ctx)).toBe(4);
    await stopCampaign(ctx, campaignId);
  });

  it("pauses all that run at once, of its own business, and writes it down once", async () => {
    const { ctx, who, campaignId } = await draft();
    await startCampaign(ctx, campaignId);
    const other = await rig.campaign(who.tenantId, ["+14155550178"], { status: "draft" });
    const single = await rig.campaign(who.tenantId, ["+14155550179"]);
    await rig.sql("update talky.campaigns set is_single_call = true where id = $1", [single]);
    const foreign = await draft();
    await startCampaign(foreign.ctx, foreign.campaignId);
    await runPump((await rig.worker()).ctx);

    expect(await pauseAllCampaigns(ctx)).toEqual({ paused: 2 });
    expect(await pauseAllCampaigns(ctx)).toEqual({ paused: 0 });
    expect(await rig.status(campaignId)).toMatchObject({ status: "paused", pause_reason: "all_paused" });
    expect(await statuses(campaignId)).toEqual(["pending", "pending", "pending"]);
    expect(await rig.status(other)).toMatchObject({ status: "draft" });
    // Nobody could resume it.
    expect(await rig.status(single)).toMatchObject({ status: "stopped" });
    expect(await rig.status(foreign.campaignId)).toMatchObject({ status: "running" });
    const audit = await rig.sql(
      "select data from talky.audit_log where action = 'campaigns.pause_all' and tenant_id = $1",
      [who.tenantId],
    );
    expect(audit).toEqual([{ data: { campaigns: [campaignId, single].toSorted() } }]);
    await resumeCampaign(ctx, campaignId);
    expect(await rig.status(campaignId)).toMatchObject({ status: "running" });
  });

  it("stops for good: what waits is cancelled", async () => {
    const { ctx, campaignId } = await draft();
    await startCampaign(ctx, campaignId);
    await stopCampaign(ctx, campaignId);
    for (const job of await rig.jobs(campaignId))
      expect(job).toMatchObject({ status: "cancelled", reason: "cancelled" });
    for (const verb of [startCampaign, pauseCampaign, resumeCampaign]) {
      await expect(verb(ctx, campaignId)).rejects.toMatchObject({ code: "conflict" });
    }
    expect(await stopCampaign(ctx, campaignId)).toBe(campaignId);
  });
});
