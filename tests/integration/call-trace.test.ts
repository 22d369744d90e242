import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ShelvedSpan } from "../../sandbox/traces/trace-shelf.ts";
import { traceTree } from "../../scripts/trace-tree.ts";
import { sandboxUrl, webUrl, workerUrl } from "../stack/addresses.ts";
import { all, type Api, type Call, createCampaign, importNumbers, register, until } from "../stack/api.ts";

const spansOf = async (callId: string): Promise<ShelvedSpan[]> => {
  const answer = await fetch(`${sandboxUrl()}/_sandbox/traces?call_id=${callId}`);
  return ((await answer.json()) as { spans: ShelvedSpan[] }).spans;
};

/** The trace of a call that is over; both processes send theirs a little later. */
const wholeTrace = (callId: string): Promise<ShelvedSpan[]> =>
  until(
    () => spansOf(callId),
    (spans) => ["call", "media socket"].every((name) => spans.some((span) => span.name === name)),
    { limitMs: 90_000, what: "the call's trace" },
  );

const agentOf = async (api: Api): Promise<string> =>
  (await api.ok<{ id: string }>("POST", "/agents", { name: "Nora", system_prompt: "Be brief." })).id;

describe("a call's trace", () => {
  it("is one, from the click through both processes to the settling", async () => {
    const { api } = await register();
    const { call_id } = await api.ok<{ call_id: string }>("POST", "/calls/outbound", {
      phone_number: "+14155550100",
      agent_id: await agentOf(api),
    });
    const spans = await wholeTrace(call_id);
    const named = (name: string): ShelvedSpan => {
      const found = spans.find((span) => span.name === name);
      if (!found) throw new Error(`no span "${name}" in\n${traceTree(spans)}`);
      return found;
    };
    expect(new Set(spans.map(({ trace_id }) => trace_id)).size).toBe(1);
    expect(new Set(spans.map(({ service }) => service))).toEqual(
      new Set(["talky-web", "talky-voice-worker"]),
    );
    const click = named("POST /api/v1/calls/outbound");
    const call = named("call");
    expect(click.parent_span_id).toBeNull();
    expect(call.parent_span_id).toBe(click.span_id);
    // On a busy machine a dial that came too late is put back, and told under a place of its own.
    const ofCall = spans.filter(({ parent_span_id }) => parent_span_id === call.span_id);
    const ours = ["queue", "gate", "carrier request", "media socket", "hang up", "settle"];
    expect(ofCall.map(({ name }) => name)).toEqual(
      expect.arrayContaining([...ours, "POST /api/webhooks/vonage/event/{id}"]),
    );
    const answers = spans.filter(({ name }) => name === "turn: agent");
    const stages = ["stt: end of turn", "llm: first token", "tts: first sound"];
    const ofAnswers = answers.map(({ span_id }) =>
      spans.filter(({ parent_span_id }) => parent_span_id === span_id).map(({ name }) => name),
    );
    expect(ofAnswers).toContainEqual(stages);
    for (const turn of answers) expect(turn.parent_span_id).toBe(named("media socket").span_id);
    expect(call.attributes).toMatchObject({
      "talky.telephony_result": "answered",
      "talky.disposition": "goal_achieved",
    });
  });

  it("of a campaign's call is its own, and points to who started the campaign", async () => {
    const { api } = await register();
    const { id } = await createCampaign(api);
    await importNumbers(api, id, ["+14155550106"]);
    await api.ok("POST", `/campaigns/${id}/start`);
    const [call] = await until(
      () => all<Call>(api, `/calls?campaign_id=${id}`),
      (calls) => calls.length > 0,
      { limitMs: 60_000, what: "the call" },
    );
    const spans = await wholeTrace(call?.id ?? "");
    const root = spans.find(({ name }) => name === "call");
    expect(root?.parent_span_id).toBeNull();
    const start = spans.find(({ name }) => name === "POST /api/v1/campaigns/{id}/start");
    expect(root?.linked_traces).toEqual([start?.trace_id]);
  });

  it("tells nobody's number, name or words", async () => {
    const { api } = await register("Harbour Dental");
    const { call_id } = await api.ok<{ call_id: string }>("POST", "/calls/outbound", {
      phone_number: "+14155550112",
      agent_id: await agentOf(api),
      variables: { first_name: "Zebulon" },
    });
    await wholeTrace(call_id);
    const answer = await fetch(`${sandboxUrl()}/_sandbox/traces`);
    const { spans } = (await answer.json()) as { spans: ShelvedSpan[] };
    expect(spans.length).toBeGreaterThan(10);
    const told = JSON.stringify(spans.map(({ name, attributes }) => [name, Object.entries(attributes)]));
    const withoutIds = told.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id");
    expect(withoutIds).not.toMatch(/\+?\d{7,}|555-?01|Zebulon|Harbour/);
  });
});

describe("figures", () => {
  it("of the web process are for whoever shows the token", async () => {
    const open = await fetch(`${webUrl()}/api/metrics`);
    expect(open.status).toBe(401);
    const wrong = await fetch(`${webUrl()}/api/metrics`, {
      headers: { authorization: `Bearer ${randomUUID()}` },
    });
    expect(wrong.status).toBe(401);
    const token = process.env["TALKY_TEST_METRICS_TOKEN"] ?? "";
    const text = await (
      await fetch(`${webUrl()}/api/metrics`, { headers: { authorization: `Bearer ${token}` } })
    ).text();
    expect(text).toContain('talky_platform{figure="workers_alive",service="web"} 1');
    expect(text).toMatch(
      /talky_http_request_seconds_count\{service="web",method="POST",route="\/api\/v1\/calls\/outbound",status="202"\} \d/,
    );
    expect(text).not.toMatch(/\+1415|[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it("of the worker tell calls, answers and the carrier's requests", async () => {
    const text = await (await fetch(`${workerUrl()}/metrics`)).text();
    for (const name of [
      "talky_open_calls",
      "talky_dials_total",
      "talky_carrier_request_seconds_bucket",
      "talky_calls_settled_total",
      "talky_turn_stage_seconds_sum",
      "talky_provider_up",
      "talky_jobs_total",
      "nodejs_eventloop_lag_p99_seconds",
    ])
      expect(text).toContain(name);
    const proxied = await fetch(`${workerUrl()}/metrics`, { headers: { "x-forwarded-for": "203.0.113.7" } });
    expect(proxied.status).toBe(404);
  });
});
