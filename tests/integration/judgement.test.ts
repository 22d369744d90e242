import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pauseCampaign } from "#lib/services/campaigns/pause-campaign";
import { judgeCampaign } from "#lib/services/campaigns/judge-campaign";
import { receiveCarrierEvent } from "#lib/services/carrier/receive-event";
import { placeCall } from "../../voice-worker/dialer/place-call.ts";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { takeEvents } from "../../voice-worker/dialer/watch-calls.ts";
import { DialingRig, numbers, vonageEvent } from "./dialing-rig.ts";

describe("the judge over what the dialer wrote", () => {
  let rig: DialingRig;
  let who: Awaited<ReturnType<DialingRig["tenant"]>>;
  let campaignId: string;
  const report = () => judgeCampaign(rig.userContext(who), campaignId);
  const broken = async () => (await report()).rules.filter((one) => one.broken > 0);

  beforeAll(async () => {
    rig = await DialingRig.create();
    who = await rig.tenant();
    campaignId = await rig.campaign(who.tenantId, numbers(6, 929), {
      concurrency: 3,
      maxAttempts: 2,
      calling: { retry: { busy: { after_s: [30] } } },
    });
    const { ctx, wakes, host } = await rig.worker();
    // Two rounds: every number is busy, and is dialled again when its wait is over.
    for (let round = 0; round < 4; round += 1) {
      await runPump(ctx);
      for (const wake of wakes.splice(0)) await placeCall(ctx, wake.jobId, wake.leaseUntil);
      for (const callId of host.openCallIds()) {
        const signature = new URL(rig.links.eventUrl(callId)).searchParams.get("s");
        const event = {
          callId,
          signature,
          authorization: "x",
          rawBody: vonageEvent(await rig.carrierIdOf(callId), "busy"),
        };
        await receiveCarrierEvent(rig.systemContext(), event);
        await takeEvents(ctx, callId);
      }
      if (round === 1) rig.offsetMs += 60_000;
    }
  });
  afterAll(() => rig.database.drop());

  it("finds nothing to blame, and says what it looked at", async () => {
    const judged = await report();
    expect(judged).toMatchObject({ is_clean: true, is_complete: true, calls: 12, violations: [] });
    expect(judged.rules.map((one) => one.rule)).toContain("dial_after_opt_out");
    expect(judged.first_call_at).not.toBeNull();
    const jobs = await rig.jobs(campaignId);
    expect(jobs.every((job) => job.status === "done" && job.reason === "max_attempts")).toBe(true);
  });

  it("finds each fault that is planted in the rows", async () => {
    const [first] = await rig.sql<{ phone_number: string; job_id: string; id: string }>(
      "select * from talky.calls where campaign_id = $1 and attempt = 1 order by phone_number limit 1",
      [campaignId],
    );
    await rig.sql(
      `insert into talky.dnc_entries (tenant_id, phone_number, source, created_at) values ($1, $2, 'user', now() - interval '1 hour')`,
      [who.tenantId, first?.phone_number],
    );
    expect(await broken()).toEqual([{ rule: "dial_after_opt_out", broken: 2 }]);
    await rig.sql("delete from talky.dnc_entries where tenant_id = $1", [who.tenantId]);

    await rig.sql("update talky.calls set ended_at = ended_at + interval '30 days' where id = $1", [
      first?.id,
    ]);
    const doubled = await report();
    expect(doubled.violations.filter((one) => one.rule === "duplicate_dial")).toMatchObject([
      { job_id: first?.job_id, because: [first?.id] },
    ]);
    await rig.sql("update talky.calls set ended_at = ended_at - interval '30 days' where id = $1", [
      first?.id,
    ]);

    await rig.sql(
      `update talky.calls set snapshot = jsonb_set(snapshot, '{calling,time_window_end}', '"00:00"') where id = $1`,
      [first?.id],
    );
    expect(await broken()).toEqual([{ rule: "dial_outside_window", broken: 1 }]);
    await rig.sql(
      `update talky.calls set snapshot = jsonb_set(snapshot, '{calling,time_window_end}', '"24:00"') where id = $1`,
      [first?.id],
    );

    // The log says that it was paused before the calls went out.
    await pauseCampaign(rig.userContext(who), campaignId);
    await rig.sql(
      "update talky.audit_log set at = at - interval '1 hour' where tenant_id = $1 and action = 'campaign.pause'",
      [who.tenantId],
    );
    expect(await broken()).toEqual([{ rule: "dial_during_pause", broken: 12 }]);
  });

  it("is another tenant's business no more than the campaign is", async () => {
    const other = await rig.tenant();
    await expect(judgeCampaign(rig.userContext(other), campaignId)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
