import { describe, expect, it } from "vitest";
import { FakeTts } from "#lib/providers/tts/fake-tts";
import { settled, silentLog } from "./call-rig.fixture.ts";
import { SpokenClips } from "./spoken-clips.ts";

const voice = { voiceId: "v", language: "en", sampleRateHz: 16000 } as const;

describe("SpokenClips", () => {
  it("has the voice speak a sentence once, however many calls want it", async () => {
    const tts = new FakeTts();
    const clips = new SpokenClips(tts, silentLog);
    await Promise.all([clips.prepare(voice, "Hello there"), clips.prepare(voice, "Hello there")]);
    await clips.prepare(voice, "Hello there");
    expect(tts.utterances).toHaveLength(1);
    expect(clips.find(voice, "Hello there")?.words.map((word) => word.word)).toEqual(["Hello", "there"]);
    expect(clips.find({ ...voice, voiceId: "other" }, "Hello there")).toBeNull();
  });

  it("prepares three at a time, so that those who speak have the voice", async () => {
    const tts = new FakeTts({ automatic: false });
    const clips = new SpokenClips(tts, silentLog);
    const all = ["a", "b", "c", "d", "e"].map((text) => clips.prepare(voice, text));
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
    const clips = new SpokenClips(tts, silentLog);
    const first = clips.prepare(voice, "Hello");
    await settled();
    tts.utterances[0]?.emit({ type: "failed", error: new Error("429") });
    await first;
    expect(clips.find(voice, "Hello")).toBeNull();
    const second = clips.prepare(voice, "Hello");
    await settled();
    tts.utterances[1]?.finish();
    await second;
    expect(clips.find(voice, "Hello")).not.toBeNull();
  });
});
