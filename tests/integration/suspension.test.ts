import { afterAll, beforeAll, expect, it } from "vitest";
import { setTenantStatus } from "#lib/services/platform/set-tenant-status";
import { placeCall } from "../../voice-worker/dialer/place-call.ts";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { DialingRig, numbers } from "./dialing-rig.ts";

let rig: DialingRig;
beforeAll(async () => {
  rig = await DialingRig.create();
});
afterAll(() => rig.database.drop());

it("a suspended business is not dialled for, claimed or not, and another one is", async () => {
  const operator = await rig.tenant();
  const who = await rig.tenant();
  const other = await rig.tenant();
  await rig.sql("insert into talky.operators (user_id) values ($1)", [operator.userId]);
  const campaignId = await rig.campaign(who.tenantId, numbers(2, 503));
  const otherId = await rig.campaign(other.tenantId, numbers(1, 504));
  const { ctx, wakes } = await rig.worker();
  await runPump(ctx);
  expect(wakes).toHaveLength(3);
  const ctxOf = rig.userContext(operator);
  await setTenantStatus(ctxOf, who.tenantId, "suspended", { reason: "a test" });
  for (const wake of wakes.splice(0)) await placeCall(ctx, wake.jobId, wake.leaseUntil);
  expect(rig.telephony.placed).toHaveLength(1);
  expect(await rig.jobs(campaignId)).toMatchObject([
    { status: "pending", reason: "tenant_suspended" },
    { status: "pending", reason: "tenant_suspended" },
  ]);
  expect(await rig.job(otherId)).toMatchObject({ status: "dialing" });

  await setTenantStatus(ctxOf, who.tenantId, "active", { reason: "settled" });
  await rig.sql("update talky.dialer_jobs set next_attempt_at = now() where campaign_id = $1", [campaignId]);
  await runPump(ctx);
  for (const wake of wakes) await placeCall(ctx, wake.jobId, wake.leaseUntil);
  expect(rig.telephony.placed).toHaveLength(3);
  const audited = await rig.sql(
    "select actor, action from talky.audit_log where tenant_id = $1 and action like 'platform.%' order by id",
    [who.tenantId],
  );
  expect(audited).toEqual([
    { actor: `operator:${operator.userId}`, action: "platform.suspend_tenant" },
    { actor: `operator:${operator.userId}`, action: "platform.unsuspend_tenant" },
  ]);
});
