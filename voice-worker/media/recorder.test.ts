import { mkdtemp, open, readFile, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asSamples, FRAME_BYTES } from "#lib/audio/format";
import { splitStereo } from "#lib/audio/stereo";
import { parseWavHeader, wavDurationS } from "#lib/audio/wav";
import { Recorder } from "./recorder.ts";
import { repairRecording } from "./repair-recording.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "talky-recorder-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const frame = (value: number): Buffer => {
  const pcm = Buffer.alloc(FRAME_BYTES);
  for (let i = 0; i < FRAME_BYTES; i += 2) pcm.writeInt16LE(value, i);
  return pcm;
};
/** The same at an odd address. */
const oddFrame = (value: number): Buffer => {
  const odd = Buffer.from(new ArrayBuffer(FRAME_BYTES + 1), 1);
  frame(value).copy(odd);
  return odd;
};
const failing = (error: unknown): never => {
  throw error;
};

describe("Recorder", () => {
  it("places the callee left and the agent right, in whole and broken seconds", async () => {
    const path = join(folder, "new", "a.wav");
    const recorder = new Recorder(path, failing);
    for (let i = 0; i < 120; i++)
      recorder.write(
        i % 2 === 0 ? frame(i) : oddFrame(i),
        i >= 60 ? (i % 3 === 0 ? frame(-i) : oddFrame(-i)) : null,
      );
    const finished = await recorder.finish();
    expect(finished).toEqual({ path, durationS: 2.4, bytes: 44 + 120 * 1280 });
    const file = await readFile(path);
    const header = parseWavHeader(file);
    expect(header).toMatchObject({ channels: 2, sampleRateHz: 16000, dataBytes: 120 * 1280 });
    const { left, right } = splitStereo(asSamples(file.subarray(44)));
    for (let i = 0; i < 120; i++) {
      expect(left[i * 320 + 7]).toBe(i);
      expect(right[i * 320 + 319]).toBe(i >= 60 ? -i : 0);
    }
  });

  it("says that it failed, once, and lets the call go on", async () => {
    const errors: unknown[] = [];
    const recorder = new Recorder(join("/dev/null", "no", "a.wav"), (error) => errors.push(error));
    for (let i = 0; i < 200; i++) recorder.write(frame(1), null);
    expect(await recorder.finish()).toBeNull();
    expect(errors).toHaveLength(1);
  });

  it("is of no length when nothing came", async () => {
    const recorder = new Recorder(join(folder, "empty.wav"), failing);
    expect(await recorder.finish()).toMatchObject({ durationS: 0, bytes: 44 });
  });
});

describe("repairRecording", () => {
  it("makes a file playable whose writer died in the middle of a sample", async () => {
    const path = join(folder, "torn.wav");
    const recorder = new Recorder(path, failing);
    for (let i = 0; i < 100; i++) recorder.write(frame(7), frame(8));
    await recorder.finish();
    const file = await open(path, "r+");
    await file.write(Buffer.alloc(8), 0, 4, 4);
    await file.write(Buffer.alloc(8), 0, 4, 40);
    await file.close();
    await truncate(path, 44 + 50 * 1280 + 3);
    expect(await repairRecording(path)).toEqual({ path, durationS: 1, bytes: 44 + 50 * 1280 });
    const bytes = await readFile(path);
    const header = parseWavHeader(bytes);
    expect(header?.dataBytes).toBe(50 * 1280);
    expect(header && wavDurationS(header, bytes.length)).toBe(1);
    // Whole now: a second time changes nothing.
    expect(await repairRecording(path)).toMatchObject({ durationS: 1 });
    expect((await stat(path)).size).toBe(44 + 50 * 1280);
  });

  it("tells where nothing was recorded", async () => {
    const path = join(folder, "nothing.wav");
    await (await open(path, "w")).close();
    expect(await repairRecording(path)).toBeNull();
  });
});
