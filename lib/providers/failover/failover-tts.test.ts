import { beforeEach, describe, expect, it } from "vitest";
import { bytesToMs } from "#lib/audio/format";
import { UsageMeter } from "#lib/domain/cost/usage-meter";
import { ProviderError } from "../errors.ts";
import { FAKE_WORD_MS, FakeTts, type FakeUtterance } from "../tts/fake-tts.ts";
import type { SpokenWord, TtsEvent, TtsOptions } from "../tts/port.ts";
import { Candidate, type ProviderFailover } from "./candidate.ts";
import { failoverTts } from "./failover-tts.ts";

const OPTIONS: TtsOptions = { voiceId: "the-agent-s-own", language: "en", sampleRateHz: 16000 };
const FAILED: TtsEvent = { type: "failed", error: new ProviderError("cartesia", "timeout") };
let first: FakeTts;
let second: FakeTts;
let told: ProviderFailover[];
let meter: UsageMeter;
let events: TtsEvent[];

beforeEach(() => {
  first = new FakeTts({ automatic: false });
  second = new FakeTts({ automatic: false });
  told = [];
  meter = new UsageMeter();
  events = [];
});

const voices = () =>
  failoverTts(
    [new Candidate("first", first, () => 0), new Candidate("second", second, () => 0)],
    (one) => told.push(one),
    meter,
  );
const utteranceOf = (tts: FakeTts, at = 0): FakeUtterance => {
  const utterance = tts.utterances[at];
  if (!utterance) throw new Error("it was not asked to speak");
  return utterance;
};
const words = (): SpokenWord[] => events.flatMap((event) => (event.type === "words" ? event.words : []));
const audioMs = (): number =>
  events.reduce((sum, event) => sum + (event.type === "audio" ? bytesToMs(event.pcm.length) : 0), 0);

describe("voices that stand in for each other", () => {
  it("leave the second alone as long as the first speaks", () => {
    const utterance = voices().speak(OPTIONS, (event) => events.push(event));
    utterance.push("Good morning.");
    utterance.end();
    utteranceOf(first).finish();
    expect(second.utterances).toHaveLength(0);
    expect(events.at(-1)).toEqual({ type: "done" });
  });

  it("say all of it with the second when the first gave no sound, also what comes later", () => {
    const utterance = voices().speak(OPTIONS, (event) => events.push(event));
    utterance.push("Good morning. ");
    utteranceOf(first).emit(FAILED);
    utterance.push("How are you?");
    utterance.end();
    expect(utteranceOf(second).options.voiceId).toBeNull();
    expect(utteranceOf(second).text).toBe("Good morning. How are you?");
    expect(utteranceOf(second).ended).toBe(true);
    utteranceOf(second).finish();
    expect(events.filter((event) => event.type === "done")).toHaveLength(1);
    expect(told).toEqual([{ service: "tts", from: "first", to: "second", fault: "timeout" }]);
  });

  it("say what is left of a sentence, on one clock; nothing is lost and nothing is said twice", () => {
    const utterance = voices().speak(OPTIONS, (event) => events.push(event));
    utterance.push("Of course, I will ");
    utteranceOf(first).speakAll();
    utterance.push("speak slowly and clearly.");
    utterance.end();
    utteranceOf(first).emit(FAILED);
    expect(utteranceOf(second).text.trim()).toBe("speak slowly and clearly.");
    utteranceOf(second).finish();
    expect(words().map(({ word }) => word)).toEqual("Of course, I will speak slowly and clearly.".split(" "));
    expect(audioMs()).toBe(8 * FAKE_WORD_MS);
    expect(words().map(({ startMs }) => startMs)).toEqual(words().map((_, i) => i * FAKE_WORD_MS));
  });

  it("say a word again whose sound did not come whole", () => {
    const utterance = voices().speak(OPTIONS, (event) => events.push(event));
    utterance.push("one two three");
    utterance.end();
    utteranceOf(first).emit({ type: "audio", pcm: Buffer.alloc(32 * 300) });
    utteranceOf(first).emit({
      type: "words",
      words: ["one", "two", "three"].map((word, i) => ({ word, startMs: i * 200, endMs: (i + 1) * 200 })),
    });
    utteranceOf(first).emit(FAILED);
    expect(utteranceOf(second).text.trim()).toBe("two three");
  });

  it("go on near where the first broke off, when it had not told its last words yet", () => {
    const utterance = voices().speak(OPTIONS, (event) => events.push(event));
    const TEXT = "This is an automated assistant calling for you. This call is recorded. My name is Nora.";
    utterance.push(TEXT);
    utterance.end();
    const wordsInAll = TEXT.split(" ").length;
    utteranceOf(first).emit({ type: "audio", pcm: Buffer.alloc(32 * wordsInAll * FAKE_WORD_MS) });
    utteranceOf(first).emit({
      type: "words",
      words: TEXT.split(" ")
        .slice(0, 8)
        .map((word, i) => ({ word, startMs: i * FAKE_WORD_MS, endMs: (i + 1) * FAKE_WORD_MS })),
    });
    utteranceOf(first).emit(FAILED);
    expect(utteranceOf(second).text.trim()).toBe("Nora.");
    utteranceOf(second).finish();
    expect(words().map(({ word }) => word)).toEqual(TEXT.split(" "));
  });

  it("count the characters that each was given", () => {
    second.model = "aura";
    const utterance = voices().speak(OPTIONS, (event) => events.push(event));
    utterance.push("one ");
    utteranceOf(first).emit(FAILED);
    utterance.push("two");
    utterance.end();
    utterance.push("too late");
    expect(meter.total().tts).toEqual([
      { provider: "cartesia", model: "sonic-3", characters: 4 },
      { provider: "cartesia", model: "aura", characters: 7 },
    ]);
  });

  it("are done when all was said before the first failed", () => {
    const utterance = voices().speak(OPTIONS, (event) => events.push(event));
    utterance.push("Goodbye.");
    utterance.end();
    utteranceOf(first).speakAll();
    utteranceOf(first).emit(FAILED);
    expect(events.at(-1)).toEqual({ type: "done" });
    expect(second.utterances).toHaveLength(0);
  });

  it("keep the new voice for the rest of the call, and another call begins with the first", () => {
    const call = voices();
    call.speak(OPTIONS, () => undefined).push("One.");
    utteranceOf(first).emit(FAILED);
    utteranceOf(second).speakAll();
    call.speak(OPTIONS, () => undefined).push("Two.");
    expect(utteranceOf(second, 1).text).toBe("Two.");
    expect(first.utterances).toHaveLength(1);
    voices().speak(OPTIONS, () => undefined);
    expect(first.utterances).toHaveLength(2);
  });

  it("fail when none of them speaks", () => {
    const utterance = voices().speak(OPTIONS, (event) => events.push(event));
    utterance.push("Hello.");
    utteranceOf(first).emit(FAILED);
    utteranceOf(second).emit(FAILED);
    expect(events).toEqual([FAILED]);
    utterance.end();
    utterance.push("late");
  });

  it("are silent after a cancel, and nobody stands in then", () => {
    const utterance = voices().speak(OPTIONS, (event) => events.push(event));
    utterance.push("Hello.");
    utterance.cancel();
    utteranceOf(first).emit(FAILED);
    expect(utteranceOf(first).cancelled).toBe(true);
    expect(second.utterances).toHaveLength(0);
    expect(events).toEqual([]);
  });
});
