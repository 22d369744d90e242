import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importOptionsSchema } from "#lib/domain/api/import";
import { stopCampaign } from "#lib/services/campaigns/stop-campaign";
import { startImport } from "#lib/services/imports/start-import";
import { DialingRig } from "./dialing-rig.ts";

describe("a file that is sent to be imported", () => {
  let rig: DialingRig;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());

  /** Somebody who sends files with one key, and the files that are kept. */
  async function sender() {
    const who = await rig.tenant();
    const kept = new Set<string>();
    const files = {
      putFile: (_: string, path: string) => Promise.resolve(void kept.add(path)),
      remove: (_: string, path: string) => Promise.resolve(void kept.delete(path)),
      read: () => Promise.reject(new Error("nobody reads here")),
    };
    const ctx = { ...rig.userContext(who), files, idempotencyKey: "file-of-may" };
    const campaignId = await rig.campaign(who.tenantId, []);
    const send = (name: string) =>
      startImport(ctx, campaignId, { name, localPath: "", bytes: 9 }, importOptionsSchema.parse({}));
    return { ctx, campaignId, kept, send };
  }

  it("is kept once, and none is left of a request that is refused", async () => {
    const { ctx, campaignId, kept, send } = await sender();
    const first = await send("may.csv");
    await expect(send("june.csv")).rejects.toMatchObject({ code: "conflict" });
    expect([...kept]).toEqual([`${ctx.actor.tenantId}/${first.import_id}`]);
    await stopCampaign(ctx, campaignId);
    await expect(
      startImport(
        { ...ctx, idempotencyKey: "another" },
        campaignId,
        { name: "c", localPath: "", bytes: 1 },
        importOptionsSchema.parse({}),
      ),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(kept.size).toBe(1);
  });

  it("is answered alike when the campaign is over by then", async () => {
    const { ctx, campaignId, send } = await sender();
    const first = await send("may.csv");
    await stopCampaign(ctx, campaignId);
    expect(await send("may.csv")).toEqual(first);
  });
});
