import { describe, expect, it } from "vitest";
import { UsageMeter } from "#lib/domain/cost/usage-meter";
import { FakeTts } from "#lib/providers/tts/fake-tts";
import { settled, silentLog } from "./call-rig.fixture.ts";
import { SpokenClips } from "./spoken-clips.ts";

const voice = { voiceId: "v", language: "en", sampleRateHz: 16000 } as const;

const meter = new UsageMeter();

const clipsOf = (tts: FakeTts) =>
  new SpokenClips((options, onEvent) => tts.speak(options, onEvent), silentLog);

describe("SpokenClips", () => {
  it("has the voice speak a sentence once, however many calls want it", async () => {
    const tts = new FakeTts();
    const clips = clipsOf(tts);
    await Promise.all([
      clips.prepare(voice, "Hello there", meter),
      clips.prepare(voice, "Hello there", meter),
    ]);
    await clips.prepare(voice, "Hello there", meter);
    expect(tts.utterances).toHaveLength(1);
    expect(clips.find(voice, "Hello there")?.words.map((word) => word.word)).toEqual(["Hello", "there"]);
    expect(clips.find({ ...voice, voiceId: "other" }, "Hello there")).toBeNull();
  });

  it("prepares three at a time, so that those who speak have the voice", async () => {
    const tts = new FakeTts({ automatic: false });
    const clips = clipsOf(tts);
    const all = ["a", "b", "c", "d", "e"].map((text) => clips.prepare(voice, text, meter));
    await settled();
    expect(tts.utterances).toHaveLength(3);
    tts.utterances[1]?.finish();
    await settled();
    expect(tts.utterances).toHaveLength(4);
    for (let i = 0; i < 5; i++) {
      tts.utterances[i]?.finish();
      await settled();
    }
    await Promise.all(all);
  });

  it("keeps nothing of a voice that failed, and asks again the next time", async () => {
    const tts = new FakeTts({ automatic: false });
    const clips = clipsOf(tts);
    const first = clips.prepare(voice, "Hello", meter);
    await settled();
    tts.utterances[0]?.emit({ type: "failed", error: new Error("429") });
    await first;
    expect(clips.find(voice, "Hello")).toBeNull();
    const second = clips.prepare(voice, "Hello", meter);
    await settled();
    tts.utterances[1]?.finish();
    await second;
    expect(clips.find(voice, "Hello")).not.toBeNull();
  });

  it("keeps what another voice had to say only until it can be made anew", async () => {
    const tts = new FakeTts();
    let standsIn = true;
    const clips = new SpokenClips((options, onEvent, onStandIn) => {
      if (standsIn) onStandIn();
      return tts.speak(options, onEvent);
    }, silentLog);
    await clips.prepare(voice, "Sorry", meter);
    expect(clips.find(voice, "Sorry")).toMatchObject({ isStandIn: true });
    standsIn = false;
    await clips.prepare(voice, "Sorry", meter);
    await clips.prepare(voice, "Sorry", meter);
    expect(clips.find(voice, "Sorry")).toMatchObject({ isStandIn: false });
    expect(tts.utterances).toHaveLength(2);
  });

  it("keeps nothing that two voices said in turn", async () => {
    const tts = new FakeTts({ automatic: false });
    const standIns: (() => void)[] = [];
    const clips = new SpokenClips((options, onEvent, onStandIn) => {
      standIns.push(onStandIn);
      return tts.speak(options, onEvent);
    }, silentLog);
    const prepared = clips.prepare(voice, "Hello there", meter);
    await settled();
    tts.utterances[0]?.speakAll();
    standIns[0]?.();
    tts.utterances[0]?.emit({ type: "audio", pcm: Buffer.alloc(640) });
    tts.utterances[0]?.finish();
    await prepared;
    expect(clips.find(voice, "Hello there")).toBeNull();
  });

  it("lets go of what was used longest ago, and being prepared again is use", async () => {
    const minute = { pcm: Buffer.alloc(6 * 1024 * 1024), words: [] };
    const clips = new SpokenClips((_options, onEvent) => {
      queueMicrotask(() => {
        onEvent({ type: "audio", pcm: minute.pcm });
        onEvent({ type: "done" });
      });
      return { push: () => undefined, end: () => undefined, cancel: () => undefined };
    }, silentLog);
    await clips.prepare(voice, "Sorry", meter);
    for (const name of ["Ann", "Ben", "Cid", "Dan", "Eve"]) {
      await clips.prepare(voice, `Hello ${name}`, meter);
      await clips.prepare(voice, "Sorry", meter);
    }
    expect(clips.find(voice, "Sorry")).not.toBeNull();
    expect(clips.find(voice, "Hello Ann")).toBeNull();
  });
});
