import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { all, type Call, campaignIs, createCampaign, importNumbers, register, until } from "../stack/api.ts";
import { numberOf } from "../stack/sandbox.ts";

describe("calls", () => {
  it("can be followed while they go on, and ended by an operator", async () => {
    const { api } = await register();
    const stranger = (await register("Somebody else")).api;
    const { id } = await createCampaign(api);
    await importNumbers(api, id, [numberOf("11", "212")]);
    await api.ok("POST", `/campaigns/${id}/start`);
    const inProgress = `/calls?campaign_id=${id}&in_progress=true`;
    const [call] = await until(
      () => all<Call>(api, inProgress),
      ([found]) => found?.carrier_state === "answered",
      { limitMs: 30_000, what: "the call to be answered", everyMs: 200 },
    );
    expect(call).toMatchObject({ phone_number: numberOf("11", "212"), attempt: 1, disposition: null });
    expect(await api.ok("GET", "/dashboard/stats")).toMatchObject({
      active_campaigns: 1,
      calls_today: 1,
      calls_in_progress: 1,
      goal_rate: null,
    });
    expect(await api.ok("GET", `/campaigns/${id}`)).toMatchObject({ calls_in_progress: 1, leads_done: 0 });

    for (const path of ["", "/events", "/transcript", "/recording"]) {
      expect((await stranger.call("GET", `/calls/${call?.id}${path}`)).status, path).toBe(404);
      expect((await api.call("GET", `/calls/${randomUUID()}${path}`)).status, path).toBe(404);
    }
    expect((await stranger.call("POST", `/calls/${call?.id}/hangup`)).status).toBe(404);
    expect(await all(stranger, "/calls")).toEqual([]);

    expect((await api.call("POST", `/calls/${call?.id}/hangup`)).status).toBe(202);
    await campaignIs(api, id, "completed", 30_000)();
    expect(await api.ok<Call>("GET", `/calls/${call?.id}`)).toMatchObject({
      carrier_state: "ended",
      ended_by: "operator",
    });
    expect((await api.call("POST", `/calls/${call?.id}/hangup`)).status).toBe(409);
    expect(await all(api, inProgress)).toEqual([]);
    expect(await all(api, `/calls?disposition=goal_achieved`)).toEqual([]);
    const events = await all<{ id: number; type: string }>(api, `/calls/${call?.id}/events?`);
    expect(events.map((e) => e.id)).toEqual(events.map((e) => e.id).toSorted((a, b) => a - b));
    expect(events.map((e) => e.type)).toContain("settle");
  }, 90_000);
});
