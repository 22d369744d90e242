import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deleteContact } from "#lib/services/contacts/delete-contact";
import { updateContact } from "#lib/services/contacts/update-contact";
import { DialingRig, numbers } from "./dialing-rig.ts";

describe("a contact that is changed while something else happens to it", () => {
  let rig: DialingRig;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());

  /** The verb has begun and waits for a lock that another transaction holds. */
  async function untilItWaits(): Promise<void> {
    for (;;) {
      const [waiting] = await rig.sql(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      if (waiting) return;
    }
  }

  async function campaignOfOne() {
    const who = await rig.tenant();
    const campaignId = await rig.campaign(who.tenantId, numbers(1));
    const { id: jobId } = await rig.job(campaignId);
    const [lead] = await rig.sql<{ id: string }>("select id from talky.leads where campaign_id = $1", [
      campaignId,
    ]);
    return { ctx: rig.userContext(who), tenantId: who.tenantId, campaignId, jobId, leadId: lead?.id ?? "" };
  }

  it("is kept when the dialer has just taken it", async () => {
    const { ctx, campaignId, jobId, leadId } = await campaignOfOne();
    const dialer = await rig.database.owner.connect();
    await dialer.query("begin");
    await dialer.query("select 1 from talky.dialer_jobs where id = $1 for update", [jobId]);
    const deletion = deleteContact(ctx, campaignId, leadId).catch((error: unknown) => error);
    await untilItWaits();
    await dialer.query(
      `update talky.dialer_jobs set status = 'dialing', next_attempt_at = null, claimed_by = gen_random_uuid()
       where id = $1`,
      [jobId],
    );
    await dialer.query("update talky.leads set status = 'in_progress' where id = $1", [leadId]);
    await dialer.query("commit");
    dialer.release();
    expect(await deletion).toMatchObject({ code: "conflict" });
  });

  it("does not get a number that somebody else takes at the same moment", async () => {
    const { ctx, tenantId, campaignId, leadId } = await campaignOfOne();
    const other = await rig.database.owner.connect();
    await other.query("begin");
    await other.query(
      "insert into talky.leads (tenant_id, campaign_id, phone_number) values ($1, $2, '+14155550177')",
      [tenantId, campaignId],
    );
    const change = updateContact(ctx, campaignId, leadId, { phone_number: "+14155550177" }).catch(
      (error: unknown) => error,
    );
    await untilItWaits();
    await other.query("commit");
    other.release();
    expect(await change).toMatchObject({
      code: "conflict",
      fields: [expect.objectContaining({ path: "phone_number" })],
    });
  });
});
