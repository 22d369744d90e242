import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CarrierRig } from "../vonage/carrier-rig.ts";
import { isLoopback } from "./control-simulator.ts";

let rig: CarrierRig;
beforeEach(async () => {
  rig = await CarrierRig.start();
});
afterEach(() => rig.close());

const get = async (path: string): Promise<unknown> => (await fetch(`${rig.url}/_sandbox/${path}`)).json();
const post = (path: string, body: string): Promise<Response> =>
  fetch(`${rig.url}/_sandbox/${path}`, { method: "POST", body });

describe("looking in", () => {
  it("shows a call in the shape of the contract", async () => {
    const uuid = await rig.place("12");
    const before = (await get("calls")) as { calls: unknown[] };
    expect(before.calls).toMatchObject([{ uuid, ringing_at: null, answered_at: null, ended_at: null }]);
    await rig.finish(uuid);
    const { calls } = (await get("calls")) as { calls: Record<string, unknown>[] };
    expect(calls).toEqual([
      {
        uuid,
        conversation_uuid: expect.stringMatching(/^CON-/),
        to: "+14155550112",
        from: "+14155550199",
        persona: "12",
        requested_at: "2026-11-20T12:00:00.000Z",
        ringing_at: expect.stringMatching(/^2026-11-20T12:00:0/),
        answered_at: expect.stringMatching(/^2026-11-20T12:00:0/),
        ended_at: expect.stringMatching(/^2026-11-20T12:00:0/),
        ended_by: "callee",
        frames_to_app: expect.any(Number),
        frames_from_app: 0,
        frames_played: 0,
        clears: 0,
        callee_said: ["Hello?"],
        agent_heard_by_callee: [],
        statuses_sent: ["started", "ringing", "answered", "completed"],
        transfers: [],
      },
    ]);
    expect(await get("stats")).toEqual({ placed: 1, active: 0, max_concurrent: 1, max_per_second: 1 });
  });

  it("shows mail with its links", async () => {
    rig.mailbox.deliver({
      to: "a@example.com",
      subject: "Sign in",
      text: 'Go to http://127.0.0.1:3000/in?token=abc&type=x. Or <a href="http://127.0.0.1:3000/b?x=1&amp;y=2">here</a>',
    });
    const { messages } = (await get("mail")) as { messages: { links: string[] }[] };
    expect(messages).toMatchObject([{ to: "a@example.com", subject: "Sign in" }]);
    expect(messages[0]?.links).toEqual([
      "http://127.0.0.1:3000/in?token=abc&type=x",
      "http://127.0.0.1:3000/b?x=1&y=2",
    ]);
  });

  it("is for this machine only", () => {
    expect(["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"].every(isLoopback)).toBe(true);
    for (const address of ["10.0.0.7", "::ffff:192.168.1.2", "fe80::1", "1127.0.0.1", undefined])
      expect(isLoopback(address), address).toBe(false);
  });

  it("says what it doesn't have", async () => {
    expect((await fetch(`${rig.url}/_sandbox/nothing`)).status).toBe(404);
    expect((await fetch(`${rig.url}/_sandbox/calls/none/audio`)).status).toBe(404);
  });
});

describe("changing it", () => {
  it("forces a persona, raises the rate, sets latencies, and resets all of it", async () => {
    const wanted = {
      persona: "05",
      carrier_calls_per_second: 50,
      latency_ms: { llm_first_token: 700 },
      next: [{ provider: "groq", error: "stall", count: 2 }],
    };
    expect((await post("faults", JSON.stringify(wanted))).status).toBe(200);
    expect(rig.world).toMatchObject({
      forcedPersona: "05",
      callsPerSecond: 50,
      latencies: { sttEotMs: 260, llmFirstTokenMs: 700, ttsFirstAudioMs: 90 },
    });
    const uuid = await rig.place("00");
    await rig.finish(uuid);
    expect(rig.statusesOf(uuid)).toEqual(["started", "failed", "completed"]);
    expect((await post("faults", '{"persona": null}')).status).toBe(200);
    expect(rig.world).toMatchObject({ forcedPersona: null, callsPerSecond: 50 });

    rig.mailbox.deliver({ to: "a@example.com", subject: "s", text: "t" });
    expect((await post("reset", "{}")).status).toBe(200);
    expect(await get("calls")).toEqual({ calls: [] });
    expect(await get("mail")).toEqual({ messages: [] });
    expect(await get("stats")).toEqual({ placed: 0, active: 0, max_concurrent: 0, max_per_second: 0 });
    expect(rig.world).toMatchObject({ callsPerSecond: 3, latencies: { llmFirstTokenMs: 100 } });
    expect(rig.world.takeFault("groq")).toBeNull();
  });

  it("forgets calls in progress without a word to anybody", async () => {
    await rig.place("00");
    const socket = await rig.socket();
    await rig.clock.advance(200);
    const told = rig.events.length;
    await post("reset", "{}");
    await rig.clock.advanceUntil(() => socket.closeCode !== null);
    await rig.clock.advance(60_000);
    expect(socket.closeCode).toBe(1000);
    expect(rig.events).toHaveLength(told);
  });

  it.each([
    ["not json", "not JSON"],
    ['{"persona": "0"}', "persona: must be two digits"],
    ['{"carrier_calls_per_second": 0}', "carrier_calls_per_second"],
    ['{"latency_ms": {"tts": 5}}', "latency_ms"],
    ['{"speed": 5}', "speed"],
    ['{"next": [{"provider": "twilio", "error": "x"}]}', "next.0.provider"],
    ['{"next": [{"provider": "vonage", "error": "explode"}]}', "next.0.error: for vonage is one of"],
  ])("refuses %s", async (body, reason) => {
    const response = await post("faults", body);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toContain(reason);
  });
});
