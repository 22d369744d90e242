import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LawChangeInput } from "#lib/domain/api/law";
import { judgeCampaign } from "#lib/services/campaigns/judge-campaign";
import { leadVerdict } from "#lib/services/dialing/lead-verdict";
import { changeLaw } from "#lib/services/platform/change-law";
import { listLaws } from "#lib/services/platform/list-laws";
import { placeCall } from "../../voice-worker/dialer/place-call.ts";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { DialingRig } from "./dialing-rig.ts";

/** A real number in France; the telephony of this test is a fake, nothing is dialled. */
const FRENCH = "+33142685300";
const ALWAYS = "00:00-24:00";
const open: LawChangeInput["terms"] = {
  weekdays: ALWAYS,
  saturday: ALWAYS,
  sunday: ALWAYS,
  holidays: null,
  attempts_per_day: null,
  attempts_per_30_days: null,
  source: "Made up for a test",
  review_by: "2026-01-01",
};
const reason = "Counsel has looked at it again.";

describe("the laws that operators change", () => {
  let rig: DialingRig;
  let operator: { tenantId: string; userId: string };
  beforeAll(async () => {
    rig = await DialingRig.create();
    operator = await rig.tenant();
    await rig.sql("insert into talky.operators (user_id) values ($1)", [operator.userId]);
  });
  afterAll(() => rig.database.drop());
  const change = (terms: LawChangeInput["terms"], place = "FR") =>
    changeLaw(rig.userContext(operator), { place, terms, reason });

  it("are no tenant's to see or to change", async () => {
    const tenant = rig.userContext(await rig.tenant());
    await expect(listLaws(tenant)).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeLaw(tenant, { place: "FR", terms: open, reason })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await rig.sql("select from talky.law_changes")).toEqual([]);
  });

  it("hold from the next dial on, are judged by what held then, and go back to what is shipped", async () => {
    const who = await rig.tenant();
    const campaignId = await rig.campaign(who.tenantId, [FRENCH], { maxAttempts: 10 });
    await rig.sql("update talky.campaigns set calling_config = calling_config || $2::jsonb where id = $1", [
      campaignId,
      JSON.stringify({
        time_window_start: "00:00",
        time_window_end: "24:00",
        allowed_days: [0, 1, 2, 3, 4, 5, 6],
      }),
    ]);
    const { ctx, wakes } = await rig.worker();
    const real = { ...ctx, carrier: { ...ctx.carrier, isSandbox: false } };
    const dial = async () => {
      await rig.sql("update talky.dialer_jobs set next_attempt_at = now() where campaign_id = $1", [
        campaignId,
      ]);
      wakes.length = 0;
      await runPump(real);
      for (const wake of wakes) await placeCall(real, wake.jobId, wake.leaseUntil);
    };
    await change({ ...open, weekdays: "", saturday: "", sunday: "" });
    await dial();
    expect(rig.telephony.placed).toEqual([]);
    expect(await rig.job(campaignId)).toMatchObject({ reason: "outside_legal_hours" });

    const laws = await change(open);
    expect(laws.items.find(({ place }) => place === "FR")).toMatchObject({
      weekdays: ALWAYS,
      is_changed: true,
      is_due: true,
    });
    await dial();
    expect(rig.telephony.placed).toHaveLength(1);

    // Closed again: the call that was made before broke no rule.
    await rig.sql("update talky.law_changes set at = at - interval '5 seconds'");
    await change({ ...open, weekdays: "", saturday: "", sunday: "" });
    const report = await judgeCampaign(rig.userContext(who), campaignId);
    expect(report.calls).toBe(1);
    expect(report.violations).toEqual([]);
    // Had it been closed all the time, it would have.
    await rig.sql(
      'update talky.law_changes set at = at - interval \'1 hour\', terms = terms || \'{"weekdays":"","saturday":"","sunday":""}\'',
    );
    const broken = await judgeCampaign(rig.userContext(who), campaignId);
    expect(broken.violations).toMatchObject([{ rule: "dial_outside_legal_hours" }]);

    const back = await change(null);
    expect(back.items.find(({ place }) => place === "FR")).toMatchObject({
      saturday: "",
      is_changed: false,
      attempts_per_30_days: 4,
    });
    expect(back.changes).toHaveLength(4);
    expect(back.changes[0]).toMatchObject({ place: "FR", terms: null, by: operator.userId, reason });
    const audits = await rig.sql("select from talky.audit_log where action = 'platform.change_law'");
    expect(audits).toHaveLength(4);
  });

  it("are named with their source where somebody asks about a contact", async () => {
    const who = await rig.tenant();
    const campaignId = await rig.campaign(who.tenantId, ["+6493001234"]);
    const [lead] = await rig.sql<{ id: string }>("select id from talky.leads where campaign_id = $1", [
      campaignId,
    ]);
    const { ctx } = await rig.worker();
    const ask = () => leadVerdict(rig.userContext(who), campaignId, lead?.id ?? "", ctx.carrier);
    expect((await ask()).laws).toEqual([{ place: "NZ", source: null, review_by: null }]);
    await change(open, "NZ");
    expect((await ask()).laws).toEqual([{ place: "NZ", source: open.source, review_by: open.review_by }]);
    await change(null, "NZ");
  });
});
