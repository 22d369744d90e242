/** Two mono tracks as one stereo track: left, right, left, right. The shorter one is filled up with silence. */
export function interleaveStereo(left: Int16Array, right: Int16Array): Int16Array {
  const frames = Math.max(left.length, right.length);
  const stereo = new Int16Array(frames * 2);
  for (let i = 0; i < left.length; i++) stereo[2 * i] = left[i] ?? 0;
  for (let i = 0; i < right.length; i++) stereo[2 * i + 1] = right[i] ?? 0;
  return stereo;
}

/** The way back, for tests and for analysis of a recording. An odd last sample is left out. */
export function splitStereo(stereo: Int16Array): { left: Int16Array; right: Int16Array } {
  const frames = stereo.length >> 1;
  const left = new Int16Array(frames);
  const right = new Int16Array(frames);
  for (let i = 0; i < frames; i++) {
    left[i] = stereo[2 * i] ?? 0;
    right[i] = stereo[2 * i + 1] ?? 0;
  }
  return { left, right };
}
