import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../voice-worker/dialer/sweep.ts";
import { DialingRig } from "./dialing-rig.ts";

describe("an import that never ends", () => {
  let rig: DialingRig;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());

  async function importBegun(ago: string | null): Promise<{ campaignId: string; importId: string }> {
    const { tenantId } = await rig.tenant();
    const campaignId = await rig.campaign(tenantId, []);
    const [row] = await rig.sql<{ id: string }>(
      `insert into talky.imports (tenant_id, campaign_id, file_name, file_path, bytes, status, created_at, started_at)
       values ($1, $2, 'a.csv', 'a', 1, $3, now() - interval '2 days', now() - $4::interval) returning id`,
      [tenantId, campaignId, ago === null ? "queued" : "running", ago],
    );
    return { campaignId, importId: row?.id ?? "" };
  }

  it("fails after an hour of tries, says what to do, and its campaign completes", async () => {
    const { campaignId, importId } = await importBegun("61 minutes");
    const worker = await rig.worker();
    await sweep(worker.ctx);
    const [ended] = await rig.sql("select status, failure from talky.imports where id = $1", [importId]);
    expect(ended).toMatchObject({ status: "failed", failure: expect.stringContaining("Upload it again") });
    expect(await rig.status(campaignId)).toMatchObject({ status: "completed" });
  });

  it.each([["begun a while ago", "50 minutes"] as const, ["never begun", null] as const])(
    "is asked for again when it was %s",
    async (_, ago) => {
      await rig.sql("delete from talky.workers");
      const { campaignId, importId } = await importBegun(ago);
      const worker = await rig.worker();
      const asked: string[] = [];
      worker.ctx.queue.runImport = async (id) => void asked.push(id);
      await sweep(worker.ctx);
      expect(asked).toContain(importId);
      expect(await rig.status(campaignId)).toMatchObject({ status: "running" });
    },
  );
});
