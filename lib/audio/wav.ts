/** RIFF/WAVE with 16-bit PCM. Source: Microsoft's "Multimedia Programming Interface and Data Specifications 1.0". */

export const WAV_HEADER_BYTES = 44;
const PCM = 1;
const EXTENSIBLE = 0xfffe;
const RIFF_SIZE_AT = 4;
const DATA_SIZE_AT = 40;

export interface WavFormat {
  channels: number;
  sampleRateHz: number;
}

export interface WavHeader extends WavFormat {
  bitsPerSample: number;
  /** Where the samples begin in the file. */
  dataOffset: number;
  /** 0 in a file whose writer died before it could patch the header: the rest of the file is data. */
  dataBytes: number;
}

/** The first 44 bytes of a file. Written with `dataBytes` 0 when the recording starts, and again when it ends. */
export function wavHeader(format: WavFormat, dataBytes = 0): Buffer {
  const blockBytes = format.channels * 2;
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write("RIFF", 0, "latin1");
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(PCM, 20);
  header.writeUInt16LE(format.channels, 22);
  header.writeUInt32LE(format.sampleRateHz, 24);
  header.writeUInt32LE(format.sampleRateHz * blockBytes, 28);
  header.writeUInt16LE(blockBytes, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  return patchWavHeader(header, dataBytes);
}

/** Writes the sizes into a header made by `wavHeader`, in place. Throws RangeError above 4 GiB. */
export function patchWavHeader(header: Buffer, dataBytes: number): Buffer {
  header.writeUInt32LE(WAV_HEADER_BYTES - 8 + dataBytes, RIFF_SIZE_AT);
  header.writeUInt32LE(dataBytes, DATA_SIZE_AT);
  return header;
}

/** Reads the header of any 16-bit PCM file, skipping chunks it does not know. null: not such a file, or cut off. */
export function parseWavHeader(bytes: Buffer): WavHeader | null {
  if (bytes.length < 12 || bytes.toString("latin1", 0, 4) !== "RIFF") return null;
  if (bytes.toString("latin1", 8, 12) !== "WAVE") return null;
  let format: (WavFormat & { bitsPerSample: number }) | null = null;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const id = bytes.toString("latin1", at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (id === "data") return format && { ...format, dataOffset: at + 8, dataBytes: size };
    if (id === "fmt ") {
      if (size < 16 || at + 24 > bytes.length) return null;
      const code = bytes.readUInt16LE(at + 8);
      if (code !== PCM && code !== EXTENSIBLE) return null;
      format = {
        channels: bytes.readUInt16LE(at + 10),
        sampleRateHz: bytes.readUInt32LE(at + 12),
        bitsPerSample: bytes.readUInt16LE(at + 22),
      };
      if (format.bitsPerSample !== 16 || format.channels < 1 || format.sampleRateHz < 1) return null;
    }
    at += 8 + size + (size % 2);
  }
  return null;
}

/** Seconds of sound in a file of `fileBytes`, trusting the file's length where the header was never patched. */
export function wavDurationS(header: WavHeader, fileBytes: number): number {
  const present = Math.max(0, fileBytes - header.dataOffset);
  const dataBytes = header.dataBytes === 0 ? present : Math.min(header.dataBytes, present);
  return dataBytes / (header.sampleRateHz * header.channels * (header.bitsPerSample / 8));
}
