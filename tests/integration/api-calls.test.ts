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

  it("are found by name, number and time, counted by outcome, and taken along as CSV", async () => {
    const { api } = await register();
    const stranger = (await register("Somebody else")).api;
    const { id } = await createCampaign(api);
    for (const [nn, first_name] of [
      ["01", "Grace"],
      ["05", "Alan"],
    ] as const) {
      await api.ok("POST", `/campaigns/${id}/contacts`, {
        phone_number: numberOf(nn, "305"),
        first_name,
        email: `${first_name.toLowerCase()}@example.com`,
      });
    }
    await api.ok("POST", `/campaigns/${id}/start`);
    await campaignIs(api, id, "completed", 60_000)();

    const names = async (query: string) =>
      (await all<Call & { contact_name: string }>(api, `/calls?${query}`)).map((c) => c.contact_name);
    expect(await names("search=gra")).toEqual(["Grace"]);
    expect(await names("search=alan@ex")).toEqual(["Alan"]);
    expect(await names(`search=${encodeURIComponent(numberOf("05", "305"))}`)).toEqual(["Alan"]);
    expect(await names("search=nobody")).toEqual([]);
    const [from, to] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 60_000)].map((at) =>
      at.toISOString(),
    );
    expect(await names(`from=${from}`)).toHaveLength(2);
    expect(await names(`from=${to}`)).toEqual([]);
    expect(await names(`to=${from}`)).toEqual([]);
    expect((await api.call("GET", "/calls?from=yesterday")).status).toBe(422);

    const facets = await api.ok<{ bars: { calls: number }[] }>(
      "GET",
      `/calls/facets?from=${from}&to=${to}&disposition=hung_up`,
    );
    expect(facets).toMatchObject({
      total: 2,
      in_progress: 0,
      answered: 0,
      telephony_result: { busy: 1, invalid_number: 1 },
      disposition: {},
    });
    expect(facets.bars.reduce((sum, bar) => sum + bar.calls, 0)).toBe(2);
    expect(await stranger.ok("GET", `/calls/facets?from=${from}&to=${to}`)).toMatchObject({ total: 0 });
    expect((await api.call("GET", `/calls/facets?from=${to}&to=${from}`)).status).toBe(422);

    const csv = await (await api.get(`/calls/export.csv?telephony_result=busy`)).text();
    const [head, line, ...rest] = csv.trim().split(/\r?\n/);
    expect(head).toContain("id,requested_at,phone_number,contact");
    expect(line).toContain(",Grace,");
    expect(rest).toEqual([]);
    expect((await (await stranger.get("/calls/export.csv")).text()).trim().split(/\r?\n/)).toHaveLength(1);
  }, 90_000);
});
