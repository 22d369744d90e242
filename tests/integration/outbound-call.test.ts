import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outboundCallSchema, type RequestedCall } from "#lib/domain/api/outbound-call";
import type { UserContext } from "#lib/services/context";
import { getCall } from "#lib/services/calls/get-call";
import { requestCall } from "#lib/services/calls/request-call";
import { listCampaigns } from "#lib/services/campaigns/list-campaigns";
import { ProviderError } from "#lib/providers/errors";
import { placeCall } from "../../voice-worker/dialer/place-call.ts";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { sweep } from "../../voice-worker/dialer/sweep.ts";
import { DialingRig, type RigWorker } from "./dialing-rig.ts";

const CARRIER = { isSandbox: true, fromNumber: "+14155550000", heldUntil: null };
const NUMBER = "+14155550100";

const ask = (
  ctx: UserContext,
  body: unknown,
  idempotencyKey: string | null = null,
  carrier = CARRIER,
): Promise<RequestedCall> => requestCall({ ...ctx, idempotencyKey }, outboundCallSchema.parse(body), carrier);

describe("one call that is asked for by itself", () => {
  let rig: DialingRig;
  let worker: RigWorker;
  beforeAll(async () => {
    rig = await DialingRig.create();
    worker = await rig.worker();
  });
  afterAll(() => rig.database.drop());

  async function business(): Promise<{ ctx: UserContext; tenantId: string; agentId: string }> {
    const who = await rig.tenant();
    const [agent] = await rig.sql<{ id: string }>(
      "insert into talky.agents (tenant_id, name, greeting) values ($1, 'Nora', 'Good morning {{first_name}}.') returning id",
      [who.tenantId],
    );
    return { ctx: rig.userContext(who), tenantId: who.tenantId, agentId: agent?.id ?? "" };
  }
  async function dial(): Promise<void> {
    await runPump(worker.ctx);
    for (const wake of worker.wakes.splice(0)) await placeCall(worker.ctx, wake.jobId, wake.leaseUntil);
  }
  const countOf = async (table: string, tenantId: string): Promise<number> =>
    (await rig.sql(`select from talky.${table} where tenant_id = $1`, [tenantId])).length;

  it("goes the dialer's way, with the id that was promised and what the agent is to know", async () => {
    const { ctx, agentId } = await business();
    const variables = { first_name: "Ada", order_number: 7 };
    const requested = await ask(ctx, { phone_number: "(415) 555-0100", agent_id: agentId, variables });
    await expect(getCall(ctx, requested.call_id)).rejects.toMatchObject({
      code: "not_found",
      publicMessage: "This call has not been placed yet.",
    });
    await dial();
    const call = worker.host.expected.find(({ callId }) => callId === requested.call_id);
    expect(call).toMatchObject({ phoneNumber: NUMBER, campaignId: requested.campaign_id });
    expect(call?.snapshot).toMatchObject({
      agent: { agentId, name: "Nora", companyName: "B", greeting: "Good morning {{first_name}}." },
      lead: { firstName: "Ada", customFields: { order_number: 7 } },
    });
    expect(await getCall(ctx, requested.call_id)).toMatchObject({
      id: requested.call_id,
      attempt: 1,
      // Shown beside the masked number: not more of it than there.
      campaign_name: "Call to …00",
    });
    const events = await rig.sql<{ type: string }>(
      "select type from talky.call_events where call_id = $1 order by id",
      [requested.call_id],
    );
    expect(events.map(({ type }) => type)).toEqual(["gate.verdict", "carrier.request"]);
    expect((await listCampaigns(ctx, { limit: 10 })).items).toEqual([]);
  });

  it("keeps its id when the carrier did not take it at first", async () => {
    const { ctx, agentId } = await business();
    const requested = await ask(ctx, { phone_number: NUMBER, agent_id: agentId });
    rig.telephony.refusals.push(new ProviderError("vonage", "rate_limited"));
    await dial();
    await expect(getCall(ctx, requested.call_id)).rejects.toMatchObject({
      publicMessage: "This call has not been placed yet: carrier_rate.",
    });
    worker.ctx.carrier.heldUntil = null;
    await rig.sql("update talky.dialer_jobs set next_attempt_at = now() where promised_call_id = $1", [
      requested.call_id,
    ]);
    await dial();
    expect(await getCall(ctx, requested.call_id)).toMatchObject({ id: requested.call_id, attempt: 1 });
  });

  it("is a contact of the campaign that is named, as long as that one runs and does not have the number", async () => {
    const { ctx, tenantId } = await business();
    const campaignId = await rig.campaign(tenantId, ["+14155550111"], { status: "paused" });
    const body = { phone_number: NUMBER, campaign_id: campaignId };
    await expect(ask(ctx, body)).rejects.toMatchObject({ code: "conflict", reason: "campaign_not_running" });
    await rig.sql("update talky.campaigns set status = 'running' where id = $1", [campaignId]);
    const requested = await ask(ctx, body);
    expect(requested.campaign_id).toBe(campaignId);
    const job = (await rig.jobs(campaignId)).find((one) => one.phone_number === NUMBER);
    expect(job).toMatchObject({ status: "pending", priority: 10, promised_call_id: requested.call_id });
    await expect(ask(ctx, body)).rejects.toMatchObject({
      code: "conflict",
      fields: [{ path: "phone_number" }],
    });
    const stranger = (await business()).ctx;
    await expect(ask(stranger, body)).rejects.toMatchObject({ code: "not_found" });
  });

  it.each<[string, string, string, (tenantId: string) => Promise<unknown>]>([
    [
      "do_not_call",
      NUMBER,
      "on the do-not-call list",
      (id) =>
        rig.sql("insert into talky.dnc_entries (tenant_id, phone_number, source) values ($1, $2, 'user')", [
          id,
          NUMBER,
        ]),
    ],
    [
      "country_not_allowed",
      "+442071838750",
      "country",
      (id) =>
        rig.sql("insert into talky.dialing_rules (tenant_id, allowed_countries) values ($1, '{US}')", [id]),
    ],
    [
      "tenant_suspended",
      NUMBER,
      "suspended",
      (id) => rig.sql("update talky.tenants set status = 'suspended' where id = $1", [id]),
    ],
    [
      "minutes_exhausted",
      NUMBER,
      "no minutes left. Ask again after",
      (id) =>
        rig.sql(
          `with p as (insert into talky.plans (code, name, minutes, max_concurrent_calls) values (replace($1::text, '-', '_'), 'None', 0, 5) returning id)
           update talky.tenants set plan_id = p.id from p where tenants.id = $1::uuid`,
          [id],
        ),
    ],
  ])(
    "is refused for %s, with the reason, and leaves nothing behind",
    async (reason, number, sentence, forbid) => {
      const { ctx, tenantId, agentId } = await business();
      await forbid(tenantId);
      const asked = ask(ctx, { phone_number: number, agent_id: agentId }, "a-key");
      await expect(asked).rejects.toMatchObject({
        code: "conflict",
        reason,
        publicMessage: expect.stringContaining(sentence),
      });
      for (const table of ["campaigns", "leads", "dialer_jobs", "idempotency_keys"])
        expect(await countOf(table, tenantId), table).toBe(0);
    },
  );

  it("is refused outside the hours of the law, and to a fictional number by a real carrier", async () => {
    const { ctx, agentId } = await business();
    // Six in the morning in San Francisco.
    const early = { ...ctx, now: () => new Date("2026-07-01T13:00:00Z") };
    const asked = ask(early, { phone_number: "+14155551234", agent_id: agentId });
    await expect(asked).rejects.toMatchObject({ reason: "outside_legal_hours" });
    const noon = { ...ctx, now: () => new Date("2026-07-01T19:00:00Z") };
    await ask(noon, { phone_number: "+14155551234", agent_id: agentId });
    const real = ask(noon, { phone_number: NUMBER, agent_id: agentId }, null, {
      ...CARRIER,
      isSandbox: false,
    });
    await expect(real).rejects.toMatchObject({ reason: "reserved_number" });
  });

  it("is accepted when it only waits for a line", async () => {
    const { ctx, tenantId } = await business();
    const campaignId = await rig.campaign(tenantId, ["+14155550112"], { concurrency: 1 });
    await dial();
    const { call_id } = await ask(ctx, { phone_number: "+14155550113", campaign_id: campaignId });
    await dial();
    expect(worker.host.expected.map(({ callId }) => callId)).not.toContain(call_id);
  });

  it.each([
    [{ phone_number: "12", agent_id: "agent" }, "phone_number"],
    [{ phone_number: "+19005551234", agent_id: "agent" }, "phone_number"],
    [{ phone_number: NUMBER, agent_id: "stranger's" }, "agent_id"],
    [{ phone_number: NUMBER, agent_id: "off" }, "agent_id"],
  ])("is refused with %j", async (body, path) => {
    const { ctx, agentId } = await business();
    const foreign = await business();
    if (body.agent_id === "off")
      await rig.sql("update talky.agents set is_active = false where id = $1", [agentId]);
    const agent_id = body.agent_id === "stranger's" ? foreign.agentId : agentId;
    await expect(ask(ctx, { ...body, agent_id })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ path }],
    });
  });

  it("needs either an agent or a campaign", () => {
    const id = "0b8f4e8e-7b1c-4a57-9d2c-0d7f5b1a2c3d";
    for (const body of [{}, { agent_id: id, campaign_id: id }])
      expect(outboundCallSchema.safeParse({ phone_number: NUMBER, ...body }).success).toBe(false);
  });

  it("is made once for an Idempotency-Key, also when it is asked for twice at the same moment", async () => {
    const { ctx, tenantId, agentId } = await business();
    const body = { phone_number: NUMBER, agent_id: agentId, variables: { a: 1, b: "x" } };
    const swapped = { variables: { b: "x", a: 1 }, agent_id: agentId, phone_number: NUMBER };
    const [one, two] = await Promise.all([ask(ctx, body, "k"), ask(ctx, swapped, "k")]);
    expect(two).toEqual(one);
    expect(await ask(ctx, body, "k")).toEqual(one);
    expect(await countOf("campaigns", tenantId)).toBe(1);
    const other = ask(ctx, { ...body, phone_number: "+14155550114" }, "k");
    await expect(other).rejects.toMatchObject({ code: "conflict" });
    // Another business may use the same word.
    const neighbour = await business();
    await ask(neighbour.ctx, { phone_number: NUMBER, agent_id: neighbour.agentId }, "k");
    rig.offsetMs = 25 * 3_600_000;
    await sweep(worker.ctx);
    rig.offsetMs = 0;
    expect(await countOf("idempotency_keys", tenantId)).toBe(0);
  });
});
