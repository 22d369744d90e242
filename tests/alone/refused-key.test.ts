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

describe("a model that refuses our key in the middle of a call", () => {
  it("lets another model finish that call, pauses the campaign, and rings nobody else", async () => {
    const { api } = await register();
    const { id } = await createCampaign(api, { max_concurrent_calls: 1 });
    const numbers = [numberOf("00", "702"), numberOf("00", "725")];
    await importNumbers(api, id, numbers);
    await setFaults({ next: [{ provider: "groq", error: "401", count: 1 }] });
    await api.ok("POST", `/campaigns/${id}/start`);
    const campaign = await until(
      () => api.ok<Campaign>("GET", `/campaigns/${id}`),
      (c) => c.status === "paused",
      { limitMs: 60_000, what: "the campaign to pause itself" },
    );
    expect(campaign.pause_reason).toBe("groq: credentials refused");
    const [call] = await until(
      () => all<Call>(api, `/calls?campaign_id=${id}`),
      (calls) => calls.every((c) => c.carrier_state === "ended"),
      { limitMs: 30_000, what: "the call to end" },
    );
    expect(call).toMatchObject({ answered_by: "human", disposition: "goal_achieved" });
    expect((await sandboxCalls()).filter((c) => numbers.includes(c.to))).toHaveLength(1);

    // It works again: once the worker has asked, the campaign may go on.
    const resumed = async (): Promise<Campaign> => {
      await api.call("POST", `/campaigns/${id}/resume`);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      return api.ok<Campaign>("GET", `/campaigns/${id}`);
    };
    await until(resumed, (c) => c.status !== "paused", { limitMs: 60_000, what: "the campaign to go on" });
    await campaignIs(api, id, "completed", 60_000)();
    expect((await sandboxCalls()).filter((c) => numbers.includes(c.to))).toHaveLength(2);
  }, 240_000);
});
