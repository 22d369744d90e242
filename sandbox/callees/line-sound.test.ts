import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asBytes, asSamples, FRAME_SAMPLES } from "#lib/audio/format";
import { mulberry32 } from "../world.ts";
import { NoisyNarrowLine, Speakerphone } from "./line-sound.ts";

const FRAMES = 50;
const anyFrame = fc.int16Array({ minLength: FRAME_SAMPLES, maxLength: FRAME_SAMPLES });

const clip = (sample: number): number => Math.max(-32_768, Math.min(32_767, Math.round(sample)));

/** The effective value of a second of a tone, after what the line needs to settle. */
function throughLine(hz: number, amplitude: number): number {
  const line = new NoisyNarrowLine(mulberry32(7));
  let power = 0;
  let count = 0;
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const said = Int16Array.from({ length: FRAME_SAMPLES }, (_, i) =>
      Math.round(amplitude * Math.sin((2 * Math.PI * hz * (frame * FRAME_SAMPLES + i)) / 16_000)),
    );
    const heard = asSamples(line.carry(asBytes(said)) ?? Buffer.alloc(0));
    if (frame < 5) continue;
    for (const sample of heard) power += sample * sample;
    count += heard.length;
  }
  return Math.sqrt(power / count);
}

describe("a speakerphone (23)", () => {
  it("sends a fifth of what was played back 220 ms later, under whatever is said", () => {
    fc.assert(
      fc.property(anyFrame, anyFrame, (played, said) => {
        const phone = new Speakerphone();
        const heard: (Int16Array | null)[] = [];
        for (let frame = 0; frame < 13; frame += 1) {
          const carried = phone.carry(frame === 11 ? asBytes(said) : null);
          heard.push(carried && asSamples(carried));
          phone.played(frame === 0 || frame === 1 ? asBytes(played) : null);
        }
        expect(heard.slice(0, 11)).toEqual(heard.slice(0, 11).map(() => null));
        expect(heard[11]).toEqual(played.map((p, i) => clip(0.2 * p + (said[i] ?? 0))));
        expect(heard[12]).toEqual(played.map((p) => clip(0.2 * p)));
      }),
      { numRuns: 20 },
    );
  });
});

describe("a noisy line (24)", () => {
  it("carries the band of a telephone as it is, and nothing beyond it", () => {
    const hiss = throughLine(1_000, 0);
    const effective = 8_000 / Math.SQRT2;
    for (const hz of [600, 1_000, 2_500]) expect(throughLine(hz, 8_000) / effective).toBeCloseTo(1, 1);
    for (const hz of [60, 5_000, 7_000]) expect(throughLine(hz, 8_000)).toBeLessThan(1.3 * hiss);
  });

  it("hisses also when nobody speaks, softly", () => {
    expect(throughLine(1_000, 0)).toBeGreaterThan(150);
    expect(throughLine(1_000, 0)).toBeLessThan(400);
  });
});
