/** The loudest sample of each slice, 0–1; the callee's channel is the left one, the agent's the right. */
export interface Peaks {
  callee: number[];
  agent: number[];
}

const PCM = 1;
const BYTES_PER_SAMPLE = 2;
const tag = (view: DataView, at: number): string =>
  String.fromCodePoint(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );

/** Where the samples of a 16-bit stereo PCM WAV lie (bytes); null for every other file. */
function findSamples(view: DataView): { from: number; to: number } | null {
  if (view.byteLength < 12 || tag(view, 0) !== "RIFF" || tag(view, 8) !== "WAVE") return null;
  let isReadable = false;
  let at = 12;
  while (at + 8 <= view.byteLength) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (tag(view, at) === "fmt " && body + 16 <= view.byteLength) {
      isReadable =
        view.getUint16(body, true) === PCM &&
        view.getUint16(body + 2, true) === 2 &&
        view.getUint16(body + 14, true) === 8 * BYTES_PER_SAMPLE;
    }
    if (tag(view, at) === "data") {
      return isReadable ? { from: body, to: Math.min(body + size, view.byteLength) } : null;
    }
    at = body + size + (size % 2);
  }
  return null;
}

/** `slices` values a channel, or null when the file is not a 16-bit stereo PCM WAV. */
export function wavPeaks(file: ArrayBuffer, slices: number): Peaks | null {
  const view = new DataView(file);
  const samples = findSamples(view);
  if (!samples) return null;
  const frames = Math.floor((samples.to - samples.from) / (2 * BYTES_PER_SAMPLE));
  const callee = Array.from({ length: slices }, () => 0);
  const agent = Array.from({ length: slices }, () => 0);
  // Every fourth frame is enough to draw a voice.
  for (let frame = 0; frame < frames; frame += 4) {
    const slice = Math.floor((frame / frames) * slices);
    const at = samples.from + frame * 2 * BYTES_PER_SAMPLE;
    const left = Math.abs(view.getInt16(at, true)) / 32_768;
    const right = Math.abs(view.getInt16(at + BYTES_PER_SAMPLE, true)) / 32_768;
    if (left > (callee[slice] ?? 0)) callee[slice] = left;
    if (right > (agent[slice] ?? 0)) agent[slice] = right;
  }
  return { callee, agent };
}
