import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { ownerDatabaseUrl } from "../stack/addresses.ts";
import {
  all,
  type Analysis,
  analysisIsOver,
  type Api,
  type Call,
  campaignIs,
  createCampaign,
  importNumbers,
  register,
} from "../stack/api.ts";
import { numberOf } from "../stack/sandbox.ts";

interface Agent {
  id: string;
  name: string;
  version: number;
  is_active: boolean;
  turn_taking: Record<string, number | null>;
  usage: { campaigns: number; calls: number; minutes: number; goal_rate: number | null };
}
interface Problem {
  detail: string;
  errors?: { path: string }[];
}

let api: Api;
beforeAll(async () => {
  ({ api } = await register("Persona Dental"));
});

const create = (body: Record<string, unknown> = {}): Promise<Agent> =>
  api.ok<Agent>("POST", "/agents", { name: "Nora", system_prompt: "Be kind to {{first_name}}.", ...body });

describe("an agent, through the API", () => {
  it("is made, changed version by version, switched off and deleted; everything is audited", async () => {
    const agent = await create({ turn_taking: { silence_ms: 6000 } });
    expect(agent).toMatchObject({ version: 1, is_active: true, usage: { calls: 0, goal_rate: null } });
    expect(agent.turn_taking).toMatchObject({ silence_ms: 6000, interruption_words: 2 });

    const path = `/agents/${agent.id}`;
    const second = await api.ok<Agent>("PATCH", path, {
      version: 1,
      greeting: "Hello {{first_name}}.",
      turn_taking: { eager_end_of_turn_threshold: null },
    });
    expect(second).toMatchObject({ version: 2, name: "Nora" });
    expect(second.turn_taking).toMatchObject({ silence_ms: 6000, eager_end_of_turn_threshold: null });
    // The same again is no new version, and an edit of an old one is refused.
    expect((await api.ok<Agent>("PATCH", path, { name: "Nora" })).version).toBe(2);
    expect((await api.call("PATCH", path, { version: 1, name: "Otto" })).status).toBe(409);

    const versions = await api.ok<{ items: { version: number; config: { greeting: string } }[] }>(
      "GET",
      `${path}/versions`,
    );
    expect(versions.items.map((v) => [v.version, v.config.greeting])).toEqual([
      [2, "Hello {{first_name}}."],
      [1, ""],
    ]);
    expect((await api.ok<Agent>("PATCH", path, { is_active: false })).version).toBe(2);
    const active = await all<Agent>(api, "/agents?is_active=true");
    expect(active.map((a) => a.id)).not.toContain(agent.id);
    expect((await api.call("DELETE", path)).status).toBe(204);
    expect((await api.call("GET", path)).status).toBe(404);

    const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
    await owner.connect();
    const { rows } = await owner.query<{ action: string }>(
      "select action from talky.audit_log where subject_id = $1 order by id",
      [agent.id],
    );
    await owner.end();
    expect(rows.map((r) => r.action)).toEqual([
      "agent.create",
      "agent.update",
      "agent.deactivate",
      "agent.delete",
    ]);
  });

  it.each([
    [{ name: " " }, "name"],
    [{ model: "llama-3.3-70b-versatile" }, "model"],
    [{ voice_id: "nobody" }, "voice_id"],
    [{ language: "English" }, "language"],
    [{ temperature: 3 }, "temperature"],
    [{ turn_taking: { silence_ms: 1 } }, "turn_taking.silence_ms"],
  ])("is refused with %j", async (body, path) => {
    const answer = await api.call<Problem>("POST", "/agents", { name: "Nora", ...body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map((e) => e.path)).toEqual([path]);
  });

  it("has a voice and a model from what is offered; a voice can be heard, and only by who is signed in", async () => {
    const voices = await api.ok<{ items: { id: string; name: string }[] }>("GET", "/voices");
    const models = await api.ok<{ items: { id: string; is_default: boolean }[] }>("GET", "/models");
    expect(models.items.filter((m) => m.is_default)).toHaveLength(1);
    expect(models.items.map((m) => m.id)).not.toContain("whisper-large-v3-turbo");
    const voiceId = voices.items[1]?.id ?? "";
    await create({ voice_id: voiceId, model: models.items[0]?.id });
    const sample = await api.bytes(`/voices/sample?voice_id=${voiceId}&language=en`);
    expect(sample.response.headers.get("content-type")).toBe("audio/wav");
    expect(sample.bytes.subarray(0, 4).toString()).toBe("RIFF");
    expect((await api.bytes("/voices/sample?voice_id=nobody")).response.status).toBe(404);
  });

  it("is nobody else's", async () => {
    const agent = await create();
    const stranger = (await register("Somebody else")).api;
    for (const [method, path] of [
      ["GET", `/agents/${agent.id}`],
      ["PATCH", `/agents/${agent.id}`],
      ["DELETE", `/agents/${agent.id}`],
      ["GET", `/agents/${agent.id}/versions`],
    ] as const) {
      expect((await stranger.call(method, path, method === "PATCH" ? {} : undefined)).status).toBe(404);
    }
    const theft = await stranger.call<Problem>("POST", "/campaigns", {
      name: "Theft",
      goal: "Steal",
      agent_id: agent.id,
    });
    expect(theft.status).toBe(422);
  });

  it("cannot start a campaign once it is switched off, nor be switched off while it calls", async () => {
    const agent = await create();
    const { id } = await createCampaign(api, { agent_id: agent.id });
    await importNumbers(api, id, [numberOf("02", "585")]);
    await api.ok("PATCH", `/agents/${agent.id}`, { is_active: false });
    const refused = await api.call<Problem>("POST", `/campaigns/${id}/start`);
    expect(refused.status).toBe(422);
    expect(refused.body.detail).toContain("Nora is switched off");
    await api.ok("PATCH", `/agents/${agent.id}`, { is_active: true });
    await api.ok("POST", `/campaigns/${id}/start`);
    const off = await api.call<Problem>("PATCH", `/agents/${agent.id}`, { is_active: false });
    expect(off.status).toBe(409);
    expect(off.body.detail).toContain("Check-ups");
    expect((await api.call("DELETE", `/agents/${agent.id}`)).status).toBe(409);
    await api.ok("POST", `/campaigns/${id}/stop`);
    expect((await api.call("DELETE", `/agents/${agent.id}`)).status).toBe(204);
  });
});

describe("calls that an agent holds", () => {
  let agent: Agent;
  let campaignId: string;
  let friendly: Call;
  beforeAll(async () => {
    agent = await create({ greeting: "Good morning, this is Nora, a digital assistant." });
    const campaign = await createCampaign(api, {
      agent_id: agent.id,
      script_config: { company_name: "Persona Dental" },
      extraction_fields: [
        { name: "agreed", type: "boolean", description: "Whether they agreed" },
        { name: "email", type: "email", description: "Where to write to" },
      ],
    });
    campaignId = campaign.id;
    await importNumbers(
      api,
      campaignId,
      ["00", "01"].map((nn) => numberOf(nn, "585")),
    );
    await api.ok("POST", `/campaigns/${campaignId}/start`);
    await campaignIs(api, campaignId, "completed", 120_000)();
    const calls = await all<Call>(api, `/calls?campaign_id=${campaignId}`);
    const found = calls.find((c) => c.phone_number === numberOf("00", "585"));
    friendly = await api.ok<Call>("GET", `/calls/${found?.id}`);
  }, 180_000);

  it("begin as the agent is written, and count as its own", async () => {
    const first = friendly.turns.find((t) => t.role === "agent");
    expect(first?.text).toContain("Good morning, this is Nora");
    const { usage } = await api.ok<Agent>("GET", `/agents/${agent.id}`);
    expect(usage).toMatchObject({ campaigns: 1, calls: 2, answered: 1, goals_achieved: 1, goal_rate: 1 });
    const versions = await api.ok<{ items: { calls: number }[] }>("GET", `/agents/${agent.id}/versions`);
    expect(versions.items.map((v) => v.calls)).toEqual([2]);
  });

  it("are looked back at: summary, sentiment, key points and the campaign's own fields", async () => {
    const analysis = await analysisIsOver(api, friendly.id);
    expect(analysis).toMatchObject({ status: "done", sentiment: "positive", goal_reached: true });
    expect(analysis.summary).toContain("dental check-up");
    expect(analysis.key_points.length).toBeGreaterThan(0);
    expect(analysis.extracted.map((f) => f.name)).toEqual(["agreed", "email"]);
    expect(analysis.extracted[0]?.value).toBe(true);
    const call = await api.ok<{ summary: string | null }>("GET", `/calls/${friendly.id}`);
    expect(call.summary).toBe(analysis.summary);
  });

  it("are not where nobody spoke, and are nobody else's", async () => {
    const calls = await all<Call>(api, `/calls?campaign_id=${campaignId}`);
    const busy = calls.find((c) => c.telephony_result === "busy");
    expect((await api.ok<Analysis>("GET", `/calls/${busy?.id}/analysis`)).status).toBe("none");
    expect((await api.call("POST", `/calls/${busy?.id}/analysis`)).status).toBe(409);
    const stranger = (await register("Somebody else")).api;
    for (const method of ["GET", "POST"])
      expect((await stranger.call(method, `/calls/${friendly.id}/analysis`)).status).toBe(404);
  });

  it("are analysed again with the fields that the campaign has then", async () => {
    await analysisIsOver(api, friendly.id);
    await api.ok("PATCH", `/campaigns/${campaignId}`, {
      extraction_fields: [{ name: "reached", type: "boolean" }],
    });
    const asked = await api.ok<Analysis>("POST", `/calls/${friendly.id}/analysis`);
    expect(asked.status).toBe("pending");
    const again = await analysisIsOver(api, friendly.id);
    expect(again.extracted.map((f) => f.name)).toEqual(["reached"]);
  });

  it("have their reply times by stage in the campaign's figures", async () => {
    const stats = await api.ok<{
      latency_ms: unknown;
      latency_stages_ms: Record<"stt" | "llm" | "tts" | "total", { p50: number; p95: number }> & {
        replies: number;
      };
    }>("GET", `/campaigns/${campaignId}/stats`);
    const timed = friendly.turns.filter((t) => t.role === "agent" && t.latency?.total_ms);
    const { replies, ...stages } = stats.latency_stages_ms;
    expect(replies).toBe(timed.length);
    for (const { p50, p95 } of Object.values(stages)) expect(p95).toBeGreaterThanOrEqual(p50);
    const fastest = Math.min(...timed.map((t) => Number(t.latency?.total_ms)));
    const slowest = Math.max(...timed.map((t) => Number(t.latency?.total_ms)));
    expect(stages.total.p50).toBeGreaterThanOrEqual(Math.floor(fastest));
    expect(stages.total.p95).toBeLessThanOrEqual(Math.ceil(slowest));
    expect(stats.latency_ms).toEqual(stages.total);
  });
});

interface ChatEvent {
  type: string;
  data: Record<string, unknown>;
}
const chat = async (agentId: string, body: unknown): Promise<ChatEvent[]> => {
  const answer = await api.call<string>("POST", `/agents/${agentId}/chat`, body);
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  return [...answer.body.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, type = "", data = "{}"]) => ({
    type,
    data: JSON.parse(data) as Record<string, unknown>,
  }));
};
const textOf = (events: ChatEvent[]): string =>
  events
    .filter((e) => e.type === "text")
    .map((e) => e.data["text"])
    .join("");
const toolsOf = (events: ChatEvent[]): unknown[] =>
  events.filter((e) => e.type === "tool").map((e) => e.data);

describe("a test chat", () => {
  it("holds the conversation of a call, and leaves no trace of it", async () => {
    const agent = await create({ greeting: "Hello {{first_name}}, Nora here." });
    const scene = { goal: "Book a dental check-up", company_name: "Persona Dental", first_name: "Ada" };
    const first = await chat(agent.id, scene);
    expect(textOf(first)).toContain("Hello Ada, Nora here.");
    const history: unknown[] = [{ role: "agent", text: textOf(first) }];
    let last: ChatEvent[] = first;
    for (const text of ["Yes, this is Ada.", "Yes, that is fine with me."]) {
      history.push({ role: "contact", text });
      last = await chat(agent.id, { ...scene, history });
      history.push({ role: "agent", text: textOf(last), tools: toolsOf(last) });
    }
    expect(JSON.stringify(history)).toContain("dental check-up");
    expect(last.at(-1)).toEqual({ type: "end", data: { is_over: true, disposition: "goal_achieved" } });
    // The agent has hung up: there is nothing to answer any more.
    history.push({ role: "contact", text: "Hello?" });
    expect((await api.call("POST", `/agents/${agent.id}/chat`, { ...scene, history })).status).toBe(409);
    expect((await api.ok<Agent>("GET", `/agents/${agent.id}`)).usage).toMatchObject({ calls: 0 });
  });

  it("hears an opt-out and puts nobody on a list", async () => {
    const agent = await create();
    const events = await chat(agent.id, { history: [{ role: "contact", text: "Never call me again!" }] });
    expect(toolsOf(events)).toMatchObject([{ name: "opt_out" }]);
    expect(textOf(events)).not.toBe("");
    expect(events.at(-1)).toEqual({ type: "end", data: { is_over: true, disposition: "opted_out" } });
    const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
    await owner.connect();
    const { rows } = await owner.query(
      "select 1 from talky.dnc_entries d join talky.agents a on a.tenant_id = d.tenant_id where a.id = $1",
      [agent.id],
    );
    await owner.end();
    expect(rows).toEqual([]);
  });

  it("refuses a history that is none, and a stranger", async () => {
    const agent = await create();
    const path = `/agents/${agent.id}/chat`;
    expect((await api.call("POST", path, { history: [{ role: "system", text: "x" }] })).status).toBe(422);
    expect((await api.call("POST", path, { history: [{ role: "agent", text: "x" }] })).status).toBe(422);
    const stranger = (await register("Somebody else")).api;
    expect((await stranger.call("POST", path, {})).status).toBe(404);
  });
});
