import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FRAME_BYTES } from "#lib/audio/format";
import type { Db } from "#lib/data/db";
import type { CarrierStatus } from "#lib/providers/telephony/port";
import { calling, FakeLlm } from "#lib/providers/llm/fake-llm";
import { FakeStt } from "#lib/providers/stt/fake-stt";
import { FakeTelephony } from "#lib/providers/telephony/fake-telephony";
import { FakeTts } from "#lib/providers/tts/fake-tts";
import { MemoryJournal, settled, silentLog, testSnapshot } from "./call-rig.fixture.ts";
import { Conversations } from "./call-host.ts";
import type { CarrierUpdate } from "./port.ts";

const CALL = "6f1c2d9e-0000-4000-8000-000000000001";
const HASH = createHash("sha256").update("token").digest("hex");

let folder: string;
let host: Conversations;
let telephony: FakeTelephony;
let journal: MemoryJournal;
let stt: FakeStt;
let llm: FakeLlm;
let ended: string[];
let uploaded: string[];
let sent: string[];
let marks: unknown[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "talky-host-"));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"] });
  telephony = new FakeTelephony();
  journal = new MemoryJournal();
  stt = new FakeStt();
  llm = new FakeLlm();
  ended = [];
  uploaded = [];
  sent = [];
  marks = [];
  host = new Conversations({
    // The journal stands for the database, and the carrier's id is always told here.
    db: {} as Db,
    live: { publish: () => Promise.resolve() },
    forCall: (_onFailover, meter) => {
      meter.spoke("cartesia", "sonic-3", 7);
      return { stt, llm, tts: new FakeTts() };
    },
    telephony,
    putRecording: (path) => {
      uploaded.push(path);
      return Promise.resolve();
    },
    dataDir: folder,
    transferLeg: () => ({
      eventUrl: "https://x/event",
      briefingUrl: "https://x/briefing",
    }),
    isReconnectToken: (callId, token) => callId === CALL && token.startsWith("again"),
    log: silentLog,
    events: { sessionEnded: (callId) => void ended.push(callId) },
    journalOf: () => journal,
  });
  host.expect({
    callId: CALL,
    tenantId: "tenant",
    jobId: "job",
    campaignId: "campaign",
    leadId: "lead",
    phoneNumber: "+14155550100",
    fromNumber: "+14155550199",
    socketTokenHash: HASH,
    snapshot: testSnapshot({}, { agent: { transferNumber: "+14155550123" } }),
  });
  host.placed(CALL, "carrier-1");
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

const says = (status: CarrierStatus, given: Partial<CarrierUpdate> = {}): void =>
  host.carrierSaid(CALL, {
    status,
    state: status === "completed" ? "ended" : status === "answered" ? "answered" : "ringing",
    telephonyResult: null,
    at: new Date(),
    endedBy: null,
    ...given,
  });

const openSocket = () =>
  host.onSocket(CALL, {
    sendFrames: () => undefined,
    sendCommand: (command) => {
      sent.push(command.action);
      if (command.action === "notify") marks.push(command.payload);
    },
    close: () => void sent.push("close"),
  });

const until = async (isTrue: () => boolean): Promise<void> => {
  // The disk takes the time it takes; only timers are virtual here.
  const giveUpAt = Date.now() + 15_000;
  while (!isTrue() && Date.now() < giveUpAt) await settled();
  expect(isTrue()).toBe(true);
};

describe("the host of all conversations", () => {
  it("expects a call's socket until it came, with the token that opens it", () => {
    expect(host.admits(CALL, "token")).toBe(true);
    expect(host.admits(CALL, "another")).toBe(false);
    expect(host.admits("other", "token")).toBe(false);
    openSocket();
    expect(host.admits(CALL, "token")).toBe(false);
  });

  it("opens the recogniser at `answered`, before the socket is there", () => {
    expect(stt.streams).toHaveLength(0);
    says("answered");
    expect(stt.streams).toHaveLength(1);
  });

  it("warms up the model once it is answered, once", () => {
    expect(llm.warmed).toBe(0);
    says("answered");
    says("answered");
    expect(llm.warmed).toBe(1);
  });

  it("forgets a call that nobody answered", async () => {
    says("busy", { state: "ended", telephonyResult: "busy" });
    await settled();
    expect([host.has(CALL), ended, journal.ended]).toEqual([false, [], null]);
  });

  it("tells what a call took that nobody answered, until it is forgotten", () => {
    expect(host.usageOf(CALL)).toBeNull();
    says("busy", { state: "ended", telephonyResult: "busy" });
    expect(host.usageOf(CALL)?.tts).toMatchObject([{ provider: "cartesia", model: "sonic-3" }]);
    host.forget(CALL);
    expect(host.usageOf(CALL)).toBeNull();
  });

  it("gives a call that was answered and ended without audio its one disposition", async () => {
    says("answered");
    says("completed", { telephonyResult: "answered", endedBy: "callee" });
    await until(() => ended.length === 1);
    expect(journal.ended).toMatchObject({
      disposition: "hung_up",
      answeredBy: "human",
      endedBy: "callee",
      connectedAt: null,
    });
    expect(host.has(CALL)).toBe(false);
  });

  it("ends a conversation by the carrier's word, saves its recording and tells the dialer", async () => {
    const listener = openSocket();
    listener.connected();
    for (let i = 0; i < 10; i++) listener.frame(Buffer.alloc(FRAME_BYTES));
    says("completed", { telephonyResult: "answered", endedBy: "callee" });
    await until(() => ended.length === 1 && uploaded.length === 1);
    expect(journal.ended).toMatchObject({ disposition: "hung_up", endedBy: "callee" });
    expect(journal.ended?.usage.tts).toMatchObject([{ provider: "cartesia", model: "sonic-3" }]);
    expect(uploaded).toEqual([`tenant/${CALL}.wav`]);
    let left: string[] = [CALL];
    while (left.length > 0) left = await readdir(join(folder, "recordings"));
    listener.closed();
    expect(ended).toEqual([CALL]);
  });

  it("asks the carrier about a socket that closed without a word, and ends a call that goes on there", async () => {
    telephony.calls.push({
      carrierCallId: "carrier-1",
      conversationId: null,
      to: "+14155550100",
      status: "answered",
      startedAt: new Date(),
      endedAt: null,
      durationS: null,
    });
    const listener = openSocket();
    listener.connected();
    listener.closed();
    await vi.advanceTimersByTimeAsync(5900);
    expect(telephony.hungUp).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    await until(() => ended.length === 1);
    expect(telephony.hungUp).toEqual(["carrier-1"]);
    expect(journal.ended).toMatchObject({ disposition: "error", endReason: "line_lost", endedBy: "carrier" });
  });

  it("goes on with a call whose socket is opened again, once for each token", async () => {
    const lost = openSocket();
    lost.connected();
    lost.frame(Buffer.alloc(FRAME_BYTES));
    lost.closed();
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.admits(CALL, "token")).toBe(false);
    expect(host.admits(CALL, "again-1")).toBe(true);
    const listener = openSocket();
    expect(host.admits(CALL, "again-1")).toBe(false);
    listener.connected();
    listener.frame(Buffer.alloc(FRAME_BYTES));
    // What the lost socket may still say belongs to nobody.
    lost.closed();
    await vi.advanceTimersByTimeAsync(8000);
    expect([ended, telephony.hungUp, journal.ended]).toEqual([[], [], null]);
    says("completed", { telephonyResult: "answered", endedBy: "callee" });
    await until(() => ended.length === 1);
    expect(journal.ended).toMatchObject({ disposition: "hung_up" });
    expect(journal.events.map(({ type }) => type).filter((type) => type.startsWith("line."))).toEqual([
      "line.dropped",
      "line.restored",
    ]);
  });

  it("takes a socket that closed for a hang-up when the carrier says so", async () => {
    const listener = openSocket();
    listener.connected();
    listener.closed();
    says("completed", { telephonyResult: "answered", endedBy: "callee" });
    await until(() => ended.length === 1);
    await vi.advanceTimersByTimeAsync(5000);
    expect(journal.ended).toMatchObject({ disposition: "hung_up" });
    expect(telephony.hungUp).toEqual([]);
  });

  describe("that connects a colleague", () => {
    /** The line carries 20 ms at a time; marks come back at once. */
    const pass = async (ms: number): Promise<void> => {
      for (let at = 0; at < ms; at += 20) {
        for (const payload of marks.splice(0)) listener.mark(payload);
        listener.frame(Buffer.alloc(FRAME_BYTES));
        await settled();
      }
    };
    let listener: ReturnType<typeof openSocket>;
    beforeEach(async () => {
      says("answered");
      listener = openSocket();
      listener.connected();
      await pass(3000);
      llm.answerWith(calling(["transfer_to_human", { reason: "", summary: "About Monday" }]));
      const words = [{ word: "person", startMs: 2000, endMs: 2400 }];
      stt.streams[0]?.emit({ type: "end_of_turn", transcript: "A person, please", words, audioEndMs: 2600 });
      for (let waited = 0; telephony.transfers.length === 0 && waited < 20; waited += 1) await pass(500);
    });

    it("has written down what they are to hear when the carrier is asked", () => {
      expect(telephony.transfers).toEqual([
        {
          carrierCallId: "carrier-1",
          to: "+14155550123",
          from: "+14155550199",
          eventUrl: "https://x/event",
          briefingUrl: "https://x/briefing",
          ringTimeoutS: 25,
        },
      ]);
      expect(journal.order.find((line) => line.startsWith("briefing"))).toMatch(/About Monday\. Connecting/);
    });

    it("ends the conversation and leaves the call when they pick up", async () => {
      listener.closed();
      await vi.advanceTimersByTimeAsync(9000);
      says("ringing", { leg: "transfer", state: "answered" });
      expect(ended).toEqual([]);
      says("answered", { leg: "transfer", state: "answered" });
      await until(() => ended.length === 1);
      expect(journal.ended).toMatchObject({ disposition: "transferred", endedBy: "agent" });
      expect([telephony.hungUp, host.has(CALL)]).toEqual([[], false]);
    });

    it("takes the call back when the carrier gives it back", async () => {
      listener.closed();
      await vi.advanceTimersByTimeAsync(9000);
      expect(host.admits(CALL, "again-1")).toBe(true);
      listener = openSocket();
      await pass(3000);
      expect(journal.turns.at(-1)?.text).toMatch(/nobody is free/);
      expect(telephony.hungUp).toEqual([]);
    });
  });

  it("hangs up by the carrier when an operator asks", async () => {
    const listener = openSocket();
    listener.connected();
    await host.hangUp(CALL, "operator");
    await until(() => telephony.hungUp.length === 1);
    listener.closed();
    await until(() => ended.length === 1);
    expect(journal.ended).toMatchObject({ endedBy: "operator", disposition: "no_goal" });
  });

  it("hangs up when the carrier answered and no socket came", async () => {
    says("answered");
    await vi.advanceTimersByTimeAsync(11_000);
    await until(() => ended.length === 1);
    expect(telephony.hungUp).toEqual(["carrier-1"]);
    expect(journal.ended).toMatchObject({ disposition: "error" });
  });

  it("lets go of a line on which nothing comes any more", async () => {
    const listener = openSocket();
    listener.connected();
    await vi.advanceTimersByTimeAsync(17_500);
    await until(() => ended.length === 1);
    expect(journal.ended).toMatchObject({ endReason: "line_lost" });
  });

  it("hangs up on a machine that was heard of before its socket came", async () => {
    says("answered");
    says("machine", { state: "answered" });
    openSocket();
    await until(() => telephony.hungUp.length === 1);
    says("completed", { telephonyResult: "answered", endedBy: "agent" });
    await until(() => ended.length === 1);
    expect(journal.ended).toMatchObject({ disposition: "voicemail_no_message", answeredBy: "voicemail" });
  });

  it("drains: lets calls end, then ends them", async () => {
    const listener = openSocket();
    listener.connected();
    const drained = host.drain(5000);
    await vi.advanceTimersByTimeAsync(5100);
    expect(telephony.hungUp).toEqual(["carrier-1"]);
    listener.closed();
    await vi.advanceTimersByTimeAsync(200);
    await until(() => ended.length === 1);
    await vi.advanceTimersByTimeAsync(20_000);
    await drained;
    expect(host.openCallIds()).toEqual([]);
  });
});
