import { Redis } from "ioredis";
import { describe, expect, it } from "vitest";
import { all, type Call, campaignIs, createCampaign, importNumbers, register } from "../stack/api.ts";
import { numberOf, sandboxCalls } from "../stack/sandbox.ts";

describe("with REDIS_URL set", () => {
  it("one campaign goes from import to completed over Redis", async () => {
    const redis = new Redis(process.env["TALKY_TEST_REDIS_URL"] ?? "", { maxRetriesPerRequest: 1 });
    const { api } = await register();
    const numbers = ["00", "01", "03", "04", "05", "12", "38"].map((nn) => numberOf(nn, "206"));
    const { id } = await createCampaign(api);
    await importNumbers(api, id, numbers);
    await api.ok("POST", `/campaigns/${id}/start`);
    await campaignIs(api, id, "completed", 120_000)();

    const calls = await all<Call>(api, `/calls?campaign_id=${id}`);
    expect(
      Object.fromEntries(calls.map((c) => [c.phone_number, c.disposition ?? c.telephony_result])),
    ).toEqual(
      Object.fromEntries(
        [
          "goal_achieved",
          "busy",
          "voicemail_no_message",
          "rejected",
          "invalid_number",
          "hung_up",
          "hung_up",
        ].map((outcome, i) => [numbers[i], outcome]),
      ),
    );
    const world = (await sandboxCalls()).filter((c) => numbers.includes(c.to));
    expect(world.map((c) => c.to).toSorted()).toEqual(numbers.toSorted());
    // The work was woken by this Redis and not by Postgres.
    expect(await redis.dbsize()).toBeGreaterThan(0);
    await redis.quit();
  }, 180_000);
});
