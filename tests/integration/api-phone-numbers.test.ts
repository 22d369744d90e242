import { beforeAll, describe, expect, it } from "vitest";
import { type Api, register } from "../stack/api.ts";

interface PhoneNumber {
  id: string;
  phone_number: string;
  label: string;
  daily_cap: number;
  is_active: boolean;
  calls_today: number;
}
const list = async (api: Api): Promise<PhoneNumber[]> =>
  (await api.ok<{ items: PhoneNumber[] }>("GET", "/phone-numbers")).items;

describe("the numbers to call from", () => {
  let api: Api;
  beforeAll(async () => {
    ({ api } = await register());
  });

  it("are added once each, changed, and taken off; another business sees none of it", async () => {
    expect(await list(api)).toEqual([]);
    const added = await api.call<PhoneNumber>("POST", "/phone-numbers", { phone_number: "(415) 555-0100" });
    expect([added.status, added.body]).toMatchObject([
      201,
      { phone_number: "+14155550100", label: "", daily_cap: 100, is_active: true, calls_today: 0 },
    ]);
    const { id } = added.body;
    expect((await api.call("POST", "/phone-numbers", { phone_number: "+14155550100" })).status).toBe(409);
    expect((await api.call("POST", "/phone-numbers", { phone_number: "12" })).status).toBe(422);
    const changed = await api.ok<PhoneNumber>("PATCH", `/phone-numbers/${id}`, {
      daily_cap: 7,
      is_active: false,
    });
    expect(changed).toMatchObject({ id, daily_cap: 7, is_active: false });
    expect((await api.call("PATCH", `/phone-numbers/${id}`, { daily_cap: 0 })).status).toBe(422);
    expect(await list(api)).toEqual([changed]);

    const { api: stranger } = await register();
    expect(await list(stranger)).toEqual([]);
    expect((await stranger.call("PATCH", `/phone-numbers/${id}`, { daily_cap: 9 })).status).toBe(404);
    expect((await stranger.call("DELETE", `/phone-numbers/${id}`)).status).toBe(404);

    expect((await api.call("DELETE", `/phone-numbers/${id}`)).status).toBe(204);
    expect((await api.call("DELETE", `/phone-numbers/${id}`)).status).toBe(404);
    expect(await list(api)).toEqual([]);
  });
});
