/** Reads a 16-bit PCM WAV without our own code: a test of the recorder must not trust it. */
export function parseWav(file: Buffer): {
  channels: number;
  sampleRateHz: number;
  left: Int16Array;
  right: Int16Array;
} {
  if (file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WAVE")
    throw new Error("not a WAV file");
  let offset = 12;
  let channels = 0;
  let sampleRateHz = 0;
  while (offset + 8 <= file.length) {
    const id = file.toString("latin1", offset, offset + 4);
    const size = file.readUInt32LE(offset + 4);
    const start = offset + 8;
    if (id === "fmt ") {
      channels = file.readUInt16LE(start + 2);
      sampleRateHz = file.readUInt32LE(start + 4);
      if (file.readUInt16LE(start + 14) !== 16) throw new Error("not 16-bit");
    }
    if (id === "data") {
      if (start + size !== file.length)
        throw new Error(`the header says ${size} bytes, the file has ${file.length - start}`);
      const samples = Math.floor(size / 2 / channels);
      const left = new Int16Array(samples);
      const right = new Int16Array(samples);
      for (let i = 0; i < samples; i++) {
        left[i] = file.readInt16LE(start + i * 2 * channels);
        right[i] = channels > 1 ? file.readInt16LE(start + i * 2 * channels + 2) : 0;
      }
      return { channels, sampleRateHz, left, right };
    }
    offset = start + size + (size % 2);
  }
  throw new Error("no data chunk");
}
