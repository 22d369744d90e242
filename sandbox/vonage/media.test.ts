import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseWavHeader } from "#lib/audio/wav";
import { splitStereo } from "#lib/audio/stereo";
import { asSamples } from "#lib/audio/format";
import { CarrierRig } from "./carrier-rig.ts";

let rig: CarrierRig;
beforeEach(async () => {
  rig = await CarrierRig.start();
});
afterEach(() => rig.close());

const silence = Buffer.alloc(640);
const isSilent = (frame: Buffer): boolean => frame.equals(silence);

const loud = (samples: Int16Array): number[] => [...samples].filter((sample) => sample !== 0);

describe("the audio socket", () => {
  it("shows what the endpoint says, tells of itself, and then sends a frame each 20 ms", async () => {
    await rig.place("00");
    const socket = await rig.socket();
    expect(socket.authorization).toBe("Bearer one-time");
    expect(socket.connected).toEqual({
      event: "websocket:connected",
      "content-type": "audio/l16;rate=16000",
      callId: "c1",
    });
    const before = socket.frames.length;
    await rig.clock.advance(10_000);
    expect(socket.frames.length - before).toBe(500);
    expect(socket.frames.every((frame) => frame.length === 640)).toBe(true);
    expect(socket.frames.some((frame) => !isSilent(frame))).toBe(true);
  });

  it("is a leg of its own in the same conversation", async () => {
    const uuid = await rig.place("00");
    await rig.socket();
    await rig.clock.advance(1100);
    await rig.vonage().voice.hangupCall(uuid);
    await rig.finish(uuid);
    const leg = rig.events.filter(({ body }) => String(body["to"]).startsWith("ws://"));
    expect(leg.map(({ body }) => body["status"])).toEqual(["started", "answered", "completed"]);
    const { conversationUuid } = rig.record(uuid);
    expect(leg.map(({ body }) => body["conversation_uuid"])).toEqual(leg.map(() => conversationUuid));
    expect(new Set([uuid, ...leg.map(({ body }) => body["uuid"])]).size).toBe(2);
    expect(rig.events.map(({ body }) => body["status"])).not.toContain("disconnected");
  });

  it("plays what it is sent in its own time, and the callee understands it", async () => {
    const uuid = await rig.place("00");
    const socket = await rig.socket();
    await rig.clock.advance(3000);
    const sent = await socket.say("Am I speaking with Jordan?");
    await rig.clock.advance(500);
    expect(rig.record(uuid)).toMatchObject({ framesFromApp: sent });
    expect(rig.record(uuid).framesPlayed).toBeLessThanOrEqual(26);
    await rig.clock.advance(5000);
    expect(rig.record(uuid)).toMatchObject({
      framesPlayed: sent,
      agentHeard: ["Am I speaking with Jordan?"],
      calleeSaid: ["Hello?", "Yes, speaking."],
    });
  });

  it("sends a mark back when all before it has been played, and none after a clear", async () => {
    const uuid = await rig.place("11");
    const socket = await rig.socket();
    socket.command({ action: "notify", payload: { markId: "at once" } });
    const frames = await socket.say("One two three four.");
    socket.command({ action: "notify", payload: { markId: "later", any: [1] } });
    await rig.clock.advance((frames - 2) * 20);
    expect(socket.messagesOf("websocket:notify").map(({ payload }) => payload)).toEqual([
      { markId: "at once" },
    ]);
    await rig.clock.advance(80);
    expect(socket.messagesOf("websocket:notify").at(-1)?.["payload"]).toEqual({ markId: "later", any: [1] });

    await rig.clock.advance(800);
    await socket.say("Five six seven eight.");
    socket.command({ action: "notify", payload: { markId: "never" } });
    await rig.clock.advance(700);
    socket.command({ action: "clear" });
    await rig.clock.advance(3000);
    expect(socket.messagesOf("websocket:cleared")).toHaveLength(1);
    expect(socket.messagesOf("websocket:notify")).toHaveLength(2);
    const { framesPlayed, framesFromApp, clears, agentHeard } = rig.record(uuid);
    expect(clears).toBe(1);
    expect(framesFromApp).toBe(2 * frames);
    expect(framesPlayed).toBeLessThan(frames + 40);
    expect(agentHeard).toEqual(["One two three four.", "Five six"]);
  });

  it("holds 3072 frames and loses the rest", async () => {
    const uuid = await rig.place("11");
    const socket = await rig.socket();
    for (let i = 0; i < 3200; i += 1) socket.sendFrame(silence);
    socket.command({ action: "notify", payload: "end" });
    await rig.clock.advanceUntil(() => socket.messagesOf("websocket:notify").length > 0, 90_000);
    const { framesPlayed, framesFromApp } = rig.record(uuid);
    expect(framesFromApp).toBe(3200);
    expect(framesPlayed).toBeGreaterThanOrEqual(3072);
    expect(framesPlayed).toBeLessThan(3100);
  });

  it.each([160, 639, 641, 1280, 0])("is killed by a frame of %i bytes", async (bytes) => {
    const uuid = await rig.place("11");
    const socket = await rig.socket();
    socket.sendFrame(Buffer.alloc(bytes));
    await rig.finish(uuid, 5000);
    expect(socket.closeCode).toBe(1006);
    expect(rig.events.map(({ body }) => body["status"])).not.toContain("disconnected");
  });

  it.each([
    ["audio/l16;rate=8000", 320],
    ["audio/l16;rate=24000", 960],
  ])("speaks %s in frames of %i bytes", async (contentType, bytes) => {
    const uuid = await rig.place("00", { ncco: rig.connectNcco("", contentType) });
    const socket = await rig.socket();
    await rig.clock.advance(2000);
    expect(socket.frames.every((frame) => frame.length === bytes)).toBe(true);
    expect(socket.frames.some((frame) => asSamples(frame).some((sample) => sample !== 0))).toBe(true);
    socket.sendFrame(Buffer.alloc(bytes, 9));
    await rig.clock.advance(100);
    expect(rig.record(uuid).framesPlayed).toBe(1);
  });
});

describe("a socket that ends before the call", () => {
  it("is told of, and opened again by the answer", async () => {
    rig.answerEvent = ({ body }) =>
      body["status"] === "disconnected"
        ? { status: 200, body: rig.connectNcco("?again=1") }
        : { status: 200 };
    const uuid = await rig.place("00");
    (await rig.socket()).close();
    const second = await rig.socket(2);
    expect(second.path).toBe("/ws?again=1");
    expect(rig.events.find(({ body }) => body["status"] === "disconnected")?.body).toMatchObject({
      headers: { callId: "c1" },
      conversation_uuid: rig.record(uuid).conversationUuid,
    });
    await rig.clock.advance(3000);
    await second.say("Am I speaking with Jordan?");
    await rig.clock.advance(5000);
    expect(rig.record(uuid)).toMatchObject({ endedAtMs: null, agentHeard: ["Am I speaking with Jordan?"] });
  });

  it("breaks by itself after three seconds where the number says so (34), and only once", async () => {
    rig.answerEvent = ({ body }) =>
      body["status"] === "disconnected"
        ? { status: 200, body: rig.connectNcco("?again=1") }
        : { status: 200 };
    const uuid = await rig.place("34");
    const first = await rig.socket();
    const second = await rig.socket(2);
    expect(first.frames).toHaveLength(150);
    expect(first.closeCode).toBe(1006);
    await rig.clock.advance(10_000);
    expect(second.closeCode).toBeNull();
    expect(rig.record(uuid).endedAtMs).toBeNull();
  });

  it("ends the call when the app has no more to say", async () => {
    const uuid = await rig.place("00");
    (await rig.socket()).close();
    await rig.finish(uuid, 5000);
    expect(rig.record(uuid)).toMatchObject({ endedBy: "agent", status: "completed" });
  });

  it("was refused: the leg failed, and the call is over", async () => {
    rig.acceptsSockets = false;
    const uuid = await rig.place("00");
    await rig.finish(uuid, 10_000);
    const leg = rig.events.filter(({ body }) => String(body["to"]).startsWith("ws://"));
    expect(leg.map(({ body }) => body["status"])).toEqual(["started", "failed"]);
    expect(rig.record(uuid).status).toBe("completed");
  });
});

describe("the sandbox's own recording", () => {
  it("has what was sent left and what was played right, from the answer on", async () => {
    const uuid = await rig.place("00");
    const socket = await rig.socket();
    await rig.clock.advance(3000);
    await socket.say("Have a nice day. Goodbye.");
    await rig.finish(uuid);
    const response = await fetch(`${rig.url}/_sandbox/calls/${uuid}/audio`);
    const wav = Buffer.from(await response.arrayBuffer());
    const header = parseWavHeader(wav);
    expect(header).toMatchObject({ channels: 2, sampleRateHz: 16_000, bitsPerSample: 16 });
    const { left, right } = splitStereo(asSamples(wav.subarray(header?.dataOffset)));
    const { answeredAtMs, endedAtMs } = rig.record(uuid);
    expect(Math.abs(left.length / 16 - ((endedAtMs ?? 0) - (answeredAtMs ?? 0)))).toBeLessThanOrEqual(40);
    const received = asSamples(Buffer.concat(socket.frames));
    expect(loud(left)).toEqual(loud(received));
    const { pcm } = await rig.speech.speak("Have a nice day. Goodbye.", "kal");
    expect(loud(right)).toEqual(loud(pcm));
  });
});
