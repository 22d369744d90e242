import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FRAME_BYTES } from "./format.ts";
import { FrameCutter } from "./frame-cutter.ts";

const pieces = fc.array(fc.uint8Array({ minLength: 0, maxLength: 2000 }), { maxLength: 12 });

describe("FrameCutter", () => {
  it("gives back every byte in order, in exact frames, whatever the cuts", () => {
    fc.assert(
      fc.property(pieces, fc.constantFrom(FRAME_BYTES, 2560, 3), (chunks, frameBytes) => {
        const cutter = new FrameCutter(frameBytes);
        const frames = chunks.flatMap((chunk) => cutter.push(Buffer.from(chunk)));
        const last = cutter.flush();
        if (last) frames.push(last);
        expect(frames.every((frame) => frame.length === frameBytes)).toBe(true);
        const input = Buffer.concat(chunks);
        const output = Buffer.concat(frames);
        expect(output.length).toBe(Math.ceil(input.length / frameBytes) * frameBytes);
        expect(output.subarray(0, input.length).equals(input)).toBe(true);
        expect(output.subarray(input.length).every((byte) => byte === 0)).toBe(true);
      }),
    );
  });

  it("carries an odd byte into the next frame", () => {
    const cutter = new FrameCutter(4);
    expect(cutter.push(Buffer.from([1, 2, 3, 4, 5]))).toEqual([Buffer.from([1, 2, 3, 4])]);
    expect(cutter.push(Buffer.from([6, 7, 8]))).toEqual([Buffer.from([5, 6, 7, 8])]);
    expect(cutter.flush()).toBeNull();
  });

  it("does not copy whole frames", () => {
    const input = Buffer.alloc(FRAME_BYTES * 3);
    expect(new FrameCutter().push(input).map((f) => f.buffer === input.buffer)).toEqual([true, true, true]);
  });

  it("forgets what was dropped", () => {
    const cutter = new FrameCutter(4);
    cutter.push(Buffer.from([1, 2]));
    cutter.drop();
    expect(cutter.pendingBytes).toBe(0);
    expect(cutter.push(Buffer.from([3, 4, 5, 6]))).toEqual([Buffer.from([3, 4, 5, 6])]);
  });
});
