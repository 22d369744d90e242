import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWavHeader, patchWavHeader, wavDurationS, WAV_HEADER_BYTES, wavHeader } from "./wav.ts";

describe("wav", () => {
  it("reads back what it wrote", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2),
        fc.constantFrom(8000, 16000, 24000, 48000),
        fc.integer({ min: 0, max: 2 ** 32 - 37 }),
        (channels, sampleRateHz, dataBytes) => {
          expect(parseWavHeader(wavHeader({ channels, sampleRateHz }, dataBytes))).toEqual({
            channels,
            sampleRateHz,
            bitsPerSample: 16,
            dataOffset: WAV_HEADER_BYTES,
            dataBytes,
          });
        },
      ),
    );
  });

  it("patches the sizes at the end of a recording", () => {
    const header = wavHeader({ channels: 2, sampleRateHz: 16000 });
    expect(patchWavHeader(header, 64_000)).toEqual(wavHeader({ channels: 2, sampleRateHz: 16000 }, 64_000));
    expect(header.readUInt32LE(4)).toBe(64_036);
  });

  it("tells the length of a file whose writer died before the patch", () => {
    const header = parseWavHeader(wavHeader({ channels: 2, sampleRateHz: 16000 }));
    expect(header && wavDurationS(header, WAV_HEADER_BYTES + 64_000 * 3)).toBe(3);
  });

  it("skips chunks it does not know", () => {
    const plain = wavHeader({ channels: 1, sampleRateHz: 16000 }, 10);
    const list = Buffer.from("LIST\x05\0\0\0INFO!\0", "latin1");
    const file = Buffer.concat([plain.subarray(0, 36), list, plain.subarray(36)]);
    expect(parseWavHeader(file)).toMatchObject({ dataOffset: 44 + list.length, dataBytes: 10 });
  });

  it("never throws on other bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, riff) => {
        const file = Buffer.from(bytes);
        if (riff && file.length >= 12) file.write("RIFF....WAVE", 0, "latin1");
        const header = parseWavHeader(file);
        expect(header === null || header.channels > 0).toBe(true);
      }),
    );
  });
});
