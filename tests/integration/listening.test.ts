import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownerDatabaseUrl } from "../stack/addresses.ts";
import {
  all,
  Api,
  type Call,
  campaignIs,
  createCampaign,
  importNumbers,
  register,
  until,
} from "../stack/api.ts";
import { join } from "../stack/people.ts";
import { numberOf } from "../stack/sandbox.ts";

const BYTES_A_SECOND = 32_000;

/** Reads until so many bytes have come; tells whether any of them was a sound. */
async function hear(reader: ReadableStreamDefaultReader<Uint8Array>, bytes: number): Promise<boolean> {
  let [heard, isLoud] = [0, false];
  while (heard < bytes) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the audio ended after ${heard} bytes`);
    heard += value.length;
    isLoud ||= value.some((byte) => byte > 8 && byte < 248);
  }
  return isLoud;
}

describe("listening in to a call", () => {
  const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
  let api: Api;
  let tenant: string;
  let campaign: string;
  let call: Call;

  beforeAll(async () => {
    await owner.connect();
    const business = await register("Overheard");
    ({ api } = business);
    tenant = business.session.user.tenant_id;
    campaign = (await createCampaign(api)).id;
    await importNumbers(api, campaign, [numberOf("11", "541")]);
    await api.ok("POST", `/campaigns/${campaign}/start`);
    const [found] = await until(
      () => all<Call>(api, `/calls?campaign_id=${campaign}&in_progress=true`),
      ([one]) => one?.carrier_state === "answered",
      { limitMs: 60_000, what: "the call to be answered", everyMs: 100 },
    );
    if (found) call = found;
  });
  afterAll(() => owner.end());

  const listen = (by = api, signal: AbortSignal | null = null): Promise<Response> =>
    by.get(`/calls/${call.id}/audio`, {}, signal);
  const audited = async (): Promise<number> =>
    (
      await owner.query(
        "select from talky.audit_log where tenant_id = $1 and action = 'call.listen' and subject_id = $2 and actor like 'user:%'",
        [tenant, call.id],
      )
    ).rows.length;

  it("is for owners and admins in person: no stranger, no plain user, no key", async () => {
    const { api: stranger } = await register("Strangers");
    expect((await listen(stranger)).status).toBe(404);
    expect((await listen(new Api(null))).status).toBe(401);
    const { key } = await api.ok<{ key: string }>("POST", "/api-keys", {
      name: "All of it",
      scopes: ["read", "write", "dial"],
    });
    expect((await listen(new Api(key))).status).toBe(403);
    const { api: user } = await join(api, "user");
    expect((await listen(user)).status).toBe(403);
    expect(await audited()).toBe(0);
  });

  it("gives the call's frames as they come, and ends with it; who does not read holds nothing up", async () => {
    const idle = new AbortController();
    const slow = await listen(api, idle.signal);
    expect(slow.status).toBe(200);
    const heard = await listen();
    expect([heard.status, heard.headers.get("content-type")]).toEqual([200, "application/octet-stream"]);
    expect(await audited()).toBe(2);
    const reader = heard.body?.getReader();
    if (!reader) throw new Error("no body");
    await until(
      () => hear(reader, BYTES_A_SECOND / 2),
      (isLoud) => isLoud,
      { limitMs: 30_000, what: "a voice", everyMs: 1 },
    );
    await api.ok("POST", `/calls/${call.id}/hangup`);
    for (;;) if ((await reader.read()).done) break;
    idle.abort();
    await campaignIs(api, campaign, "completed", 60_000)();
    expect((await listen()).status).toBe(409);
    expect(await audited()).toBe(2);
  });
});
