import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FRAME_BYTES } from "#lib/audio/format";
import { type Utterance, UtteranceCutter } from "./utterance-cutter.ts";

function frame(amplitude: number): Buffer {
  const pcm = Buffer.alloc(FRAME_BYTES);
  for (let at = 0; at < FRAME_BYTES; at += 2) pcm.writeInt16LE(at % 4 === 0 ? amplitude : -amplitude, at);
  return pcm;
}

/** [amplitude, frames] in turn; what was cut out, as [first frame, frames]. */
function cut(...stretches: [number, number][]): [number, number][] {
  const cutter = new UtteranceCutter();
  const ended: Utterance[] = [];
  for (const [amplitude, frames] of stretches)
    for (let i = 0; i < frames; i++) {
      const step = cutter.push(frame(amplitude));
      if (typeof step === "object") ended.push(step.ended);
    }
  return ended.map(({ fromFrame, frames }) => [fromFrame, frames.length]);
}

describe("utterances cut by loudness", () => {
  it("begin a little before the sound, and end after 600 ms of silence", () => {
    expect(cut([0, 50], [2000, 40], [0, 60])).toEqual([[41, 79]]);
  });

  it("bear a pause of half a second", () => {
    expect(cut([0, 50], [2000, 20], [0, 25], [2000, 20], [0, 60])).toHaveLength(1);
    expect(cut([0, 50], [2000, 20], [0, 35], [2000, 20], [0, 60])).toHaveLength(2);
  });

  it("are no click, and no steady noise of the line once it is known", () => {
    expect(cut([0, 50], [9000, 2], [0, 60])).toEqual([]);
    const noise = cut([300, 2000]);
    expect(noise.length).toBeLessThanOrEqual(1);
    expect(noise[0]?.[1] ?? 0).toBeLessThanOrEqual(100);
    expect(cut([300, 500], [3000, 40], [300, 60]).at(-1)).toEqual([491, 79]);
  });

  it("never grow without end", () => {
    expect(cut([0, 10], [3000, 1400])[0]?.[1]).toBeLessThanOrEqual(1250);
  });

  it("lie one behind the other in the stream, whatever comes", () => {
    const stretch = fc.tuple(fc.constantFrom(0, 50, 200, 700, 4000), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 20 }), (stretches) => {
        let until = 0;
        for (const [from, frames] of cut(...stretches)) {
          expect(from).toBeGreaterThanOrEqual(until);
          until = from + frames;
        }
        expect(until).toBeLessThanOrEqual(stretches.reduce((sum, [, frames]) => sum + frames, 0));
      }),
    );
  });
});
