import { describe, expect, it } from "vitest";
import {
  all,
  type Call,
  type Campaign,
  campaignIs,
  createCampaign,
  importNumbers,
  type Job,
  register,
  until,
} from "../stack/api.ts";
import { numberOf, sandboxCalls, setFaults } from "../stack/sandbox.ts";

describe("a carrier that refuses our key", () => {
  it("pauses the campaign, which says so, and dials nobody", async () => {
    const { api } = await register();
    const { id } = await createCampaign(api);
    const number = numberOf("38", "971");
    await importNumbers(api, id, [number]);
    await setFaults({ next: [{ provider: "vonage", error: "refused_credentials", count: 1 }] });
    await api.ok("POST", `/campaigns/${id}/start`);
    const campaign = await until(
      () => api.ok<Campaign>("GET", `/campaigns/${id}`),
      (c) => c.status === "paused",
      { limitMs: 30_000, what: "the campaign to pause itself" },
    );
    expect(campaign.pause_reason).toMatch(/vonage/i);
    const [job] = await all<Job>(api, `/campaigns/${id}/jobs`);
    expect(job).toMatchObject({ status: "pending", attempts: 0 });
    expect(await all<Call>(api, `/calls?campaign_id=${id}`)).toEqual([]);
    expect((await sandboxCalls()).filter((c) => c.to === number)).toEqual([]);

    await api.ok("POST", `/campaigns/${id}/resume`);
    await campaignIs(api, id, "completed", 60_000)();
    expect((await sandboxCalls()).filter((c) => c.to === number)).toHaveLength(1);
  }, 120_000);
});
