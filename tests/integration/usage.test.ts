import { beforeAll, describe, expect, it } from "vitest";
import { usageSchema, type Usage } from "#lib/domain/api/usage";
import {
  all,
  type Api,
  type Call,
  campaignIs,
  createCampaign,
  importNumbers,
  register,
} from "../stack/api.ts";

describe("the plan and what is used of it", () => {
  let api: Api;
  let call: Call;
  beforeAll(async () => {
    ({ api } = await register("Users of minutes"));
    const { id } = await createCampaign(api, { budget_micros: 5_000_000 });
    await importNumbers(api, id, ["+14155550106"]);
    await api.ok("POST", `/campaigns/${id}/start`);
    await campaignIs(api, id, "completed", 120_000)();
    await createCampaign(api, { name: "With a budget", budget_micros: 2_000_000 });
    const [only] = await all<Call>(api, `/calls?campaign_id=${id}`);
    if (!only) throw new Error("nobody was called");
    call = only;
  });

  it("are the call's own minutes and costs, and what was taken of each provider", async () => {
    const usage = await api.ok<Usage>("GET", "/usage");
    expect(usageSchema.strict().safeParse(usage).error?.issues).toBeUndefined();
    expect(usage.plan.code).toBe("starter");
    expect(usage.minutes.used).toBeCloseTo((call.duration_s ?? 0) / 60, 1);
    expect(usage.minutes).toMatchObject({ granted: 300, reserved: 0 });
    expect(usage.minutes.left).toBeCloseTo(300 - usage.minutes.used, 2);
    const { total_micros, telephony_micros, stt_micros, llm_micros, tts_micros } = call.cost;
    expect(usage.cost).toEqual({
      calls: 1,
      total_micros,
      telephony_micros,
      stt_micros,
      llm_micros,
      tts_micros,
    });
    const services = new Set(usage.providers.map(({ service }) => service));
    expect(services).toEqual(new Set(["telephony", "stt", "llm", "tts"]));
    for (const { quantity } of usage.providers) expect(quantity).toBeGreaterThan(0);
    const costs = (service: string): number =>
      usage.providers.reduce((sum, taken) => sum + (taken.service === service ? taken.cost_micros : 0), 0);
    expect([costs("telephony"), costs("stt"), costs("llm"), costs("tts")]).toEqual([
      telephony_micros,
      stt_micros,
      llm_micros,
      tts_micros,
    ]);
    for (const service of ["telephony", "stt", "llm", "tts"]) expect(costs(service)).toBeGreaterThan(0);
    expect(usage.budgets).toMatchObject([
      {
        campaign: { name: "With a budget" },
        budget_micros: 2_000_000,
        spent_micros: 0,
        left_micros: 2_000_000,
      },
    ]);
  });

  it("change with the plan that the owner takes, and count on", async () => {
    const { items } = await api.ok<{ items: { id: string; code: string }[] }>("GET", "/plans");
    const growth = items.find(({ code }) => code === "growth")?.id;
    const { minutes } = await api.ok<Usage>("GET", "/usage");
    const after = await api.ok<Usage>("POST", "/plan", { plan_id: growth });
    expect(after.plan.code).toBe("growth");
    expect(after.minutes).toMatchObject({ granted: 2000, used: minutes.used });
    const unknown = "0b54b2d6-2f0c-4b6e-9d5e-3f0c4b6e9d5e";
    expect((await api.call("POST", "/plan", { plan_id: unknown })).status).toBe(404);
  });
});
