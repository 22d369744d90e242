import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { campaignStats } from "#lib/services/campaigns/campaign-stats";
import { leadVerdict } from "#lib/services/dialing/lead-verdict";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { DialingRig, numbers } from "./dialing-rig.ts";

const carrier = { isSandbox: true, fromNumber: "+14155550000", heldUntil: null };

describe("why a contact is or is not called", () => {
  let rig: DialingRig;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());
  const leadOf = async (campaignId: string): Promise<string> => {
    const [lead] = await rig.sql<{ id: string }>("select id from talky.leads where campaign_id = $1", [
      campaignId,
    ]);
    return lead?.id ?? "";
  };

  it("is told before the start too, as if the campaign ran", async () => {
    const who = await rig.tenant();
    const campaignId = await rig.campaign(who.tenantId, ["+13055551234"], {
      status: "draft",
      calling: { time_window_start: "09:00", time_window_end: "09:00" },
    });
    const verdict = await leadVerdict(rig.userContext(who), campaignId, await leadOf(campaignId), carrier);
    expect(verdict).toMatchObject({
      now: { allowed: false, reason: "campaign_not_running", look_again_at: null },
      if_running: { allowed: false, reason: "outside_window", where: "America/New_York" },
      time_zones: ["America/New_York"],
      laws: [{ place: "US-FL", source: "Fla. Stat. 501.616(6)(a)" }],
      job: null,
      history: [],
    });
  });

  it("is told of a running campaign with what was decided so far, and counted by reason", async () => {
    const who = await rig.tenant();
    const [number = ""] = numbers(1, 312);
    const campaignId = await rig.campaign(who.tenantId, [number]);
    await rig.sql("insert into talky.dnc_entries (tenant_id, phone_number, source) values ($1, $2, 'user')", [
      who.tenantId,
      number,
    ]);
    const { ctx } = await rig.worker();
    await runPump(ctx);
    const user = rig.userContext(who);
    const verdict = await leadVerdict(user, campaignId, await leadOf(campaignId), carrier);
    expect(verdict).toMatchObject({
      now: { allowed: false, reason: "do_not_call", look_again_at: null },
      if_running: null,
      job: { status: "done", reason: "do_not_call", attempts: 0 },
      history: [{ type: "gate.verdict", data: { allowed: false, reason: "do_not_call" } }],
    });
    const stats = await campaignStats(user, campaignId);
    expect(stats.reasons).toEqual([{ reason: "do_not_call", count: 1, next_at: null }]);
  });

  it("is told to nobody else", async () => {
    const who = await rig.tenant();
    const other = await rig.tenant();
    const campaignId = await rig.campaign(who.tenantId, numbers(1, 313));
    await expect(
      leadVerdict(rig.userContext(other), campaignId, await leadOf(campaignId), carrier),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
