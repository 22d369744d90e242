import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FakeDesk } from "#lib/providers/desk/fake-desk";
import { ProviderError } from "#lib/providers/errors";
import { analyseCall, MOST_ANALYSIS_ATTEMPTS } from "#lib/services/calls/analyse-call";
import { sweep } from "../../voice-worker/dialer/sweep.ts";
import { DialingRig } from "./dialing-rig.ts";

const GOOD = {
  summary: "They agreed to come on Friday.",
  sentiment: "positive",
  goal_reached: true,
  outcome_reason: "They said yes.",
  key_points: ["Friday at ten"],
  extracted: { email: "ada@example.com" },
};

interface Row {
  status: string;
  attempts: number;
  failure: string | null;
  extracted: { name: string; value: unknown }[];
  call_summary: string | null;
}

describe("the analysis of a call, with a language model that fails", () => {
  let rig: DialingRig;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());

  /** A call that is over, in which somebody spoke; its analysis is asked for. */
  async function overCall(): Promise<string> {
    const callId = randomUUID();
    const { tenantId } = await rig.tenant();
    const campaignId = await rig.campaign(tenantId, ["+14155550123"], { status: "paused" });
    await rig.sql(
      `update talky.campaigns set extraction_fields = '[{"name":"email","type":"email","description":""}]' where id = $1`,
      [campaignId],
    );
    await rig.sql(
      `with j as (select id, tenant_id, campaign_id, lead_id, phone_number from talky.dialer_jobs where campaign_id = $2 limit 1)
       insert into talky.calls (id, tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
         worker_url, socket_token_hash, snapshot, carrier_state, telephony_result, answered_by, answered_at, ended_at,
         disposition, settled_at)
       select $1, tenant_id, campaign_id, lead_id, id, 1, phone_number, '+14155550000', gen_random_uuid(), 'http://w', 'h',
         '{}', 'ended', 'answered', 'human', now(), now(), 'goal_achieved', now() from j`,
      [callId, campaignId],
    );
    await rig.sql(
      `insert into talky.turns (tenant_id, call_id, index, role, text, started_ms, ended_ms)
       values ($1, $2, 0, 'callee', 'Yes, Friday. Write to ada@example.com.', 0, 900)`,
      [tenantId, callId],
    );
    await rig.sql("insert into talky.call_analyses (tenant_id, call_id) values ($1, $2)", [tenantId, callId]);
    return callId;
  }

  async function rowOf(callId: string): Promise<Row> {
    const rows = await rig.sql<Row>(
      `select a.status, a.attempts, a.failure, a.extracted, c.summary as call_summary
       from talky.call_analyses a join talky.calls c on c.id = a.call_id where a.call_id = $1`,
      [callId],
    );
    return rows[0] as Row;
  }

  const run = (desk: FakeDesk, callId: string): Promise<void> => {
    const ctx = { ...rig.systemContext(), db: rig.database.worker };
    return analyseCall(ctx, desk, callId, 1, new AbortController().signal);
  };

  it("is tried again after what may pass, and then holds what was found", async () => {
    const callId = await overCall();
    const desk = new FakeDesk([new ProviderError("groq", "rate_limited"), { ...GOOD, summary: "" }, GOOD]);
    await expect(run(desk, callId)).rejects.toMatchObject({ retryable: true });
    // An answer that does not fit the form is no answer.
    await expect(run(desk, callId)).rejects.toMatchObject({ retryable: true });
    expect((await rowOf(callId)).status).toBe("pending");
    await run(desk, callId);
    expect(await rowOf(callId)).toMatchObject({
      status: "done",
      attempts: 3,
      call_summary: GOOD.summary,
      extracted: [{ name: "email", value: "ada@example.com" }],
    });
    expect(desk.requests[0]?.user).toContain("Contact: Yes, Friday.");
    // Once more changes nothing, and asks nobody.
    await run(desk, callId);
    expect(desk.requests).toHaveLength(3);
  });

  it("fails at once on a refusal that stays, and says why", async () => {
    const callId = await overCall();
    await run(new FakeDesk([new ProviderError("groq", "not_found")]), callId);
    const row = await rowOf(callId);
    expect(row).toMatchObject({ status: "failed", attempts: 1, call_summary: null });
    expect(row.failure).toContain("refused");
  });

  it("fails with the last of its tries", async () => {
    const callId = await overCall();
    const desk = new FakeDesk(
      Array.from({ length: MOST_ANALYSIS_ATTEMPTS }, () => new ProviderError("groq", "timeout")),
    );
    for (let i = 1; i < MOST_ANALYSIS_ATTEMPTS; i += 1)
      await expect(run(desk, callId)).rejects.toMatchObject({ fault: "timeout" });
    await run(desk, callId);
    expect(await rowOf(callId)).toMatchObject({ status: "failed", attempts: MOST_ANALYSIS_ATTEMPTS });
  });

  it("is asked for again by the sweep when its job was lost", async () => {
    const callId = await overCall();
    const { ctx } = await rig.worker();
    const asked: string[] = [];
    ctx.queue.analyseCall = async (id, request) => void asked.push(`${id} ${request}`);
    await rig.sql("update talky.workers set stopped_at = now() where id <> $1", [ctx.worker.id]);
    await sweep(ctx);
    expect(asked).not.toContain(`${callId} 1`);
    await rig.sql(
      "update talky.call_analyses set requested_at = now() - interval '3 minutes' where call_id = $1",
      [callId],
    );
    await sweep(ctx);
    expect(asked).toContain(`${callId} 1`);
  });
});
