import { beforeAll, describe, expect, it } from "vitest";
import { parseWav } from "../stack/wav.ts";
import {
  all,
  type Api,
  type Call,
  campaignIs,
  createCampaign,
  importNumbers,
  type Job,
  register,
  until,
} from "../stack/api.ts";
import { numberOf, type SandboxCall, sandboxAudio, sandboxCalls, words } from "../stack/sandbox.ts";

async function callOnce(
  api: Api,
  number: string,
  overrides: Record<string, unknown> = {},
): Promise<{ call: Call; world: SandboxCall; campaignId: string }> {
  const { id } = await createCampaign(api, overrides);
  await importNumbers(api, id, [number]);
  await api.ok("POST", `/campaigns/${id}/start`);
  await campaignIs(api, id, "completed", 120_000)();
  const [summary] = await all<Call>(api, `/calls?campaign_id=${id}`);
  const call = await until(
    () => api.ok<Call>("GET", `/calls/${summary?.id}`),
    (c) => c.recording !== null,
    { limitMs: 20_000, what: "the recording to be uploaded" },
  );
  const world = (await sandboxCalls()).find((c) => c.to === number);
  if (!world) throw new Error("the sandbox knows nothing of the call");
  return { call, world, campaignId: id };
}

const said = (call: Call, role: string): string[] =>
  call.turns.filter((t) => t.role === role).flatMap((t) => words(t.text));

describe("a friendly conversation (00)", () => {
  let api: Api;
  let call: Call;
  let world: SandboxCall;
  beforeAll(async () => {
    ({ api } = await register());
    ({ call, world } = await callOnce(api, numberOf("00", "310")));
  }, 150_000);

  it("holds what both sides said, word for word as the other side heard it", () => {
    expect(said(call, "callee")).toEqual(world.callee_said.flatMap(words));
    expect(said(call, "agent")).toEqual(world.agent_heard_by_callee.flatMap(words));
    expect(call.turns.map((t) => t.index)).toEqual(call.turns.map((_, i) => i));
  });

  it("begins with the disclosure, and says when it had been heard", async () => {
    const first = call.turns.find((t) => t.role === "agent");
    expect(first?.text).toMatch(
      /^This is an automated assistant calling for Test Dental\. This call is recorded\. \S/,
    );
    const saidMs = Date.parse(call.disclosed_at ?? "") - Date.parse(call.answered_at ?? "");
    expect(saidMs).toBeGreaterThan(first?.started_ms ?? 0);
    const { items } = await api.ok<{ items: { type: string; data: { at?: string } }[] }>(
      "GET",
      `/calls/${call.id}/events?limit=200`,
    );
    expect(items.filter((e) => e.type === "disclosure.said").map((e) => e.data.at)).toEqual([
      call.disclosed_at,
    ]);
  });

  it("has the latency of each answer by stage", () => {
    const answers = call.turns.filter((t) => t.role === "agent" && t.latency?.llm_first_token_ms);
    expect(answers.length).toBeGreaterThan(0);
    for (const turn of answers) {
      for (const stage of ["stt_ms", "llm_first_token_ms", "tts_first_audio_ms", "total_ms"]) {
        expect(turn.latency?.[stage], `${stage} of turn ${turn.index}`).toBeGreaterThan(0);
      }
    }
    expect(call.time_to_first_word_ms).toBeGreaterThan(0);
  });

  it("prepared its answers while the callee seemed to be done", () => {
    const answers = call.turns.filter((t) => t.role === "agent" && t.latency);
    expect(answers.some((t) => t.latency?.["speculative"] === true)).toBe(true);
  });

  it("is recorded as long as the call lasted, each side as the world played and sent it", async () => {
    const { response, bytes } = await api.bytes(`/calls/${call.id}/recording`);
    expect(response.headers.get("content-type")).toBe("audio/wav");
    const ours = parseWav(bytes);
    expect(ours).toMatchObject({ channels: 2, sampleRateHz: 16000 });
    const seconds = (Date.parse(world.ended_at ?? "") - Date.parse(world.answered_at ?? "")) / 1000;
    expect(Math.abs(ours.left.length / 16000 - seconds)).toBeLessThanOrEqual(1);
    const theirs = parseWav(await sandboxAudio(world.uuid));
    // Speech of one side, without the silence around and between: the same samples in the same order.
    expect(speech(ours.left)).toEqual(speech(theirs.left));
    expect(speech(ours.right)).toEqual(speech(theirs.right));
    // And at the same place. Ours begins when the line stands; from there on theirs is the same, sample by sample, and our
    // own side keeps step with it, but for the moments that a busy machine lets frames wait on their way to the world: what
    // waits there waits until the utterance is over.
    const begun = firstSound(theirs.left) - firstSound(ours.left);
    expect(begun).toBeGreaterThanOrEqual(0);
    expect(begun / 16000).toBeLessThan(1);
    expect(ours.left.findIndex((sample, i) => sample !== (theirs.left[i + begun] ?? 0))).toBe(-1);
    const place = soundsAt(ours.right);
    const apart = soundsAt(theirs.right).map((at, i) => Math.abs(at - (place[i] ?? 0) - begun) / 16000);
    expect(apart[0]).toBeLessThan(1);
    expect(apart.toSorted((a, b) => a - b)[Math.floor(apart.length / 2)]).toBeLessThan(0.25);
  });

  it("can be listened to from the middle, and by nobody else", async () => {
    const part = await api.bytes(`/calls/${call.id}/recording`, { range: "bytes=1000-1999" });
    expect(part.response.status).toBe(206);
    expect(part.response.headers.get("content-range")).toMatch(/^bytes 1000-1999\/\d+$/);
    const whole = await api.bytes(`/calls/${call.id}/recording`);
    expect(part.bytes.equals(whole.bytes.subarray(1000, 2000))).toBe(true);
    expect(
      (await api.bytes(`/calls/${call.id}/recording`, { range: "bytes=999999999-" })).response.status,
    ).toBe(416);
    const stranger = (await register("Somebody else")).api;
    expect((await stranger.bytes(`/calls/${call.id}/recording`)).response.status).toBe(404);
    expect((await stranger.call("GET", `/calls/${call.id}`)).status).toBe(404);
  });

  it("can be read as text and as JSON", async () => {
    const text = await api.call<string>("GET", `/calls/${call.id}/transcript?format=text`);
    expect(text.body).toMatch(/^(Agent|Contact): /);
    const json = await api.ok<{ turns: unknown[]; word_count: number }>(
      "GET",
      `/calls/${call.id}/transcript?format=json`,
    );
    expect(json.word_count).toBe(said(call, "agent").length + said(call, "callee").length);
  });
});

describe("an interruption (10)", () => {
  it("stops the agent at once and keeps what was heard", async () => {
    const { api } = await register();
    const { call, world } = await callOnce(api, numberOf("10", "310"));
    expect(world.clears).toBeGreaterThanOrEqual(1);
    expect(world.frames_played).toBeLessThan(world.frames_from_app);
    const interrupted = call.turns.filter((t) => t.interrupted);
    expect(interrupted).toHaveLength(1);
    const turn = interrupted[0];
    expect(words(turn?.generated_text ?? "").length).toBeGreaterThan(words(turn?.text ?? "").length);
    const heard = world.agent_heard_by_callee.map((t) => words(t));
    const ours = words(turn?.text ?? "");
    const closest = Math.min(
      ...heard.map((h) =>
        h.slice(0, 3).join(" ") === ours.slice(0, 3).join(" ") ? Math.abs(h.length - ours.length) : 99,
      ),
    );
    expect(closest).toBeLessThanOrEqual(1);
    expect(call.disposition).toBe("goal_achieved");
  }, 150_000);
});

describe("somebody who wants a person while none is free (09)", () => {
  it("is told so in the same conversation, and called back when they say", async () => {
    const { api } = await register();
    const { call, world } = await callOnce(api, numberOf("09", "310"), {
      script_config: {
        agent_name: "Nora",
        company_name: "Test Dental",
        transfer_number: numberOf("01", "646"),
      },
    });
    expect(world.transfers).toMatchObject([{ persona: "01", answered_at: null }]);
    expect(world.agent_heard_by_callee.join(" ")).toMatch(/nobody is free/);
    expect(world.callee_said).toContain("Then please call me back tomorrow at ten.");
    expect(call).toMatchObject({ disposition: "callback_requested", callback_at: expect.any(String) });
    const { items } = await api.ok<{ items: { type: string }[] }>(
      "GET",
      `/calls/${call.id}/events?limit=200`,
    );
    expect(items.map((e) => e.type).filter((type) => type.startsWith("transfer."))).toEqual([
      "transfer.asked",
      "transfer.failed",
    ]);
    // The time without us is silence in the recording.
    const seconds = (Date.parse(world.ended_at ?? "") - Date.parse(world.answered_at ?? "")) / 1000;
    expect(Math.abs((call.recording?.duration_s ?? 0) - seconds)).toBeLessThanOrEqual(1.5);
  }, 150_000);
});

describe("somebody who never wants to be called again (07)", () => {
  it("is on the do-not-call list before the call has ended, and no other campaign dials them", async () => {
    const { api } = await register();
    const number = numberOf("07", "310");
    const { call, world } = await callOnce(api, number);
    expect(call.disposition).toBe("opted_out");
    const events = await api.ok<{ items: { type: string; at: string }[] }>(
      "GET",
      `/calls/${call.id}/events?limit=200`,
    );
    const optOut = events.items.find((e) => e.type === "opt_out");
    expect(Date.parse(optOut?.at ?? "")).toBeLessThan(Date.parse(world.ended_at ?? ""));

    const { id } = await createCampaign(api, {
      name: "Another",
      script_config: {
        agent_name: "Nora",
        company_name: "Test Dental",
        voicemail_message: "Hello {{first_name}}, this is Nora from {{company_name}}. Please call us back.",
      },
      calling_config: {
        time_window_start: "00:00",
        time_window_end: "24:00",
        allowed_days: [0, 1, 2, 3, 4, 5, 6],
        voicemail: "leave_message",
      },
    });
    const machine = numberOf("03", "310");
    await importNumbers(api, id, [number, numberOf("38", "310"), machine]);
    await api.ok("POST", `/campaigns/${id}/start`);
    await campaignIs(api, id, "completed", 60_000)();
    const jobs = await all<Job>(api, `/campaigns/${id}/jobs`);
    expect(jobs.find((j) => j.phone_number === number)).toMatchObject({ reason: "do_not_call", attempts: 0 });
    const heard = await sandboxCalls();
    expect(heard.filter((c) => c.to === number)).toHaveLength(1);

    // The same campaign leaves a message: behind the tone, whole, and nothing besides.
    const left = (await all<Call>(api, `/calls?campaign_id=${id}`)).find((c) => c.phone_number === machine);
    expect(left).toMatchObject({
      answered_by: "voicemail",
      disposition: "voicemail_left",
      ended_by: "agent",
    });
    const message = words("Hello Contact 2, this is Nora from Test Dental. Please call us back.");
    const told = said(await api.ok<Call>("GET", `/calls/${left?.id}`), "agent");
    expect(told).toEqual(message);
    const ofMachine = heard.find((c) => c.to === machine);
    expect(ofMachine?.agent_heard_by_callee.flatMap(words)).toEqual(message);
    expect(ofMachine?.callee_said).toHaveLength(1);
  }, 200_000);
});

/** The samples that are not silence. */
function speech(channel: Int16Array): number[] {
  return [...channel].filter((sample) => sample !== 0);
}
/** Where each sample of it lies; as many on both sides. */
const soundsAt = (channel: Int16Array): number[] => [...channel.keys()].filter((at) => channel[at] !== 0);
const firstSound = (channel: Int16Array): number => channel.findIndex((sample) => sample !== 0);
