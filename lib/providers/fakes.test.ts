import { describe, expect, it } from "vitest";
import { bytesToMs } from "#lib/audio/format";
import { calling, FakeLlm, spoken } from "./llm/fake-llm.ts";
import type { LlmEvent } from "./llm/port.ts";
import { FakeStt } from "./stt/fake-stt.ts";
import type { SttEvent } from "./stt/port.ts";
import { FakeTelephony } from "./telephony/fake-telephony.ts";
import { FAKE_WORD_MS, FakeTts } from "./tts/fake-tts.ts";
import type { TtsEvent } from "./tts/port.ts";

/** The doubles keep the promises of their ports, or tests that stand on them prove nothing. */

const OPTIONS = { voiceId: null, language: "en", sampleRateHz: 16000 } as const;

describe("the fake model", () => {
  it("answers in order, keeps the questions, and stops when told to", async () => {
    const llm = new FakeLlm([
      spoken("Good morning."),
      calling(["end_call", { farewell: "Bye" }]),
      new Error("down"),
    ]);
    const ask = async (signal = new AbortController().signal) => {
      const events: LlmEvent[] = [];
      for await (const event of llm.stream({ messages: [{ role: "user", content: "Hi" }] }, signal))
        events.push(event);
      return events;
    };
    const text = (await ask()).map((event) => (event.type === "text" ? event.text : ""));
    expect(text.join("")).toBe("Good morning.");
    expect((await ask())[0]).toMatchObject({ type: "tool_calls", calls: [{ name: "end_call" }] });
    await expect(ask()).rejects.toThrow("down");
    await expect(ask()).rejects.toThrow(/more often/);
    llm.answerWith(spoken("Never heard."));
    const stop = new AbortController();
    stop.abort();
    expect(await ask(stop.signal)).toEqual([]);
    expect(llm.requests).toHaveLength(5);
  });
});

describe("the fake recogniser", () => {
  it("takes audio, says what it is told to, and is silent once closed or lost", async () => {
    const stt = new FakeStt();
    const events: SttEvent[] = [];
    stt.refusals.push(new Error("refused"));
    const open = () => stt.open({ language: "en", sampleRateHz: 16000 }, (event) => events.push(event));
    await expect(open()).rejects.toThrow("refused");
    const stream = await open();
    stream.send(Buffer.alloc(640));
    expect(stt.streams[0]?.receivedBytes).toBe(640);
    stt.streams[0]?.hear("Hello");
    stream.close();
    stt.streams[0]?.hear("Late");
    expect(events.map((event) => event.type)).toEqual(["start_of_turn", "end_of_turn"]);
  });
});

describe("the fake voice", () => {
  it("speaks 200 ms a word, by itself or when told to, and nothing after a cancel", async () => {
    const events: TtsEvent[] = [];
    const utterance = new FakeTts().speak(OPTIONS, (event) => events.push(event));
    utterance.push("one two ");
    utterance.push("three");
    utterance.end();
    await new Promise((done) => setImmediate(done));
    const audioMs = events.reduce((sum, e) => sum + (e.type === "audio" ? bytesToMs(e.pcm.length) : 0), 0);
    expect(audioMs).toBe(3 * FAKE_WORD_MS);
    expect(events.at(-1)).toEqual({ type: "done" });

    const silent: TtsEvent[] = [];
    const manual = new FakeTts({ automatic: false }).speak(OPTIONS, (event) => silent.push(event));
    manual.push("one");
    expect(silent).toEqual([]);
    manual.speakAll();
    manual.cancel();
    manual.finish();
    expect(silent.map((event) => event.type)).toEqual(["audio", "words"]);
  });
});

describe("the fake carrier", () => {
  it("knows the calls that it placed, and refuses when told to", async () => {
    const carrier = new FakeTelephony(() => new Date("2026-11-20T12:00:00Z"));
    const request = {
      to: "+14155550100",
      from: "+14155550199",
      eventUrl: "http://x/e",
      socketUrl: "ws://x/s",
      socketAuthorization: "Bearer t",
      ringTimeoutS: 30,
      maxDurationS: 60,
    };
    const { carrierCallId } = await carrier.placeCall(request);
    expect(await carrier.getCall(carrierCallId)).toMatchObject({ to: request.to, status: "started" });
    expect(await carrier.getCall("other")).toBeNull();
    expect(
      await carrier.listCalls(new Date("2026-11-20T11:00:00Z"), new Date("2026-11-20T13:00:00Z")),
    ).toHaveLength(1);
    carrier.refusals.push(new Error("busy line"));
    await expect(carrier.placeCall(request)).rejects.toThrow("busy line");
    await carrier.hangUp(carrierCallId);
    expect(carrier.hungUp).toEqual([carrierCallId]);
    carrier.webhookError = new Error("forged");
    await expect(carrier.verifyWebhook()).rejects.toThrow("forged");
  });
});
