import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setKillSwitch } from "#lib/services/platform/set-kill-switch";
import { placeCall } from "../../voice-worker/dialer/place-call.ts";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { DialingRig, numbers } from "./dialing-rig.ts";

describe("the platform's kill switch", () => {
  let rig: DialingRig;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());
  const audited = () =>
    rig.sql("select actor, action, data from talky.audit_log where tenant_id is null order by id");

  it("is no tenant's, not even an owner's", async () => {
    const who = await rig.tenant();
    const asked = setKillSwitch(rig.userContext(who), { enabled: true, reason: "" });
    await expect(asked).rejects.toMatchObject({ code: "forbidden" });
    expect(await rig.sql("select kill_switch from talky.platform_settings")).toEqual([
      { kill_switch: false },
    ]);
    expect(await audited()).toEqual([]);
  });

  it("stops what was claimed already, is written down once, and lets everything go on", async () => {
    const who = await rig.tenant();
    await rig.sql("insert into talky.operators (user_id) values ($1)", [who.userId]);
    const campaignId = await rig.campaign(who.tenantId, numbers(2, 503));
    const { ctx, wakes } = await rig.worker();
    await runPump(ctx);
    const set = (enabled: boolean) => setKillSwitch(rig.userContext(who), { enabled, reason: "a test" });
    expect(await set(true)).toEqual({ enabled: true });
    await set(true);
    for (const wake of wakes) await placeCall(ctx, wake.jobId, wake.leaseUntil);
    expect(rig.telephony.placed).toEqual([]);
    expect(await rig.jobs(campaignId)).toMatchObject(
      Array.from({ length: 2 }, () => ({ status: "pending", reason: "kill_switch" })),
    );
    await set(false);
    expect(await audited()).toEqual([
      {
        actor: `operator:${who.userId}`,
        action: "platform.stop_dialing",
        data: { reason: "a test" },
      },
      {
        actor: `operator:${who.userId}`,
        action: "platform.resume_dialing",
        data: { reason: "a test" },
      },
    ]);
    await rig.sql("update talky.dialer_jobs set next_attempt_at = now() where campaign_id = $1", [
      campaignId,
    ]);
    wakes.length = 0;
    await runPump(ctx);
    for (const wake of wakes) await placeCall(ctx, wake.jobId, wake.leaseUntil);
    expect(rig.telephony.placed).toHaveLength(2);
  });
});
