import { open } from "node:fs/promises";
import { WAV_HEADER_BYTES, wavHeader } from "#lib/audio/wav";
import { RECORDING_BYTES_PER_S, RECORDING_FORMAT, type FinishedRecording } from "./recorder.ts";

const BLOCK_BYTES = 4;

/**
 * Makes a file whose writer died playable: the header's sizes are set to what is there, a torn last sample is cut off.
 * Harmless on a whole file. null: nothing was recorded.
 */
export async function repairRecording(path: string): Promise<FinishedRecording | null> {
  const file = await open(path, "r+");
  try {
    const { size } = await file.stat();
    const dataBytes = Math.floor(Math.max(0, size - WAV_HEADER_BYTES) / BLOCK_BYTES) * BLOCK_BYTES;
    if (dataBytes === 0) return null;
    await file.truncate(WAV_HEADER_BYTES + dataBytes);
    await file.write(wavHeader(RECORDING_FORMAT, dataBytes), 0, WAV_HEADER_BYTES, 0);
    return { path, durationS: dataBytes / RECORDING_BYTES_PER_S, bytes: WAV_HEADER_BYTES + dataBytes };
  } finally {
    await file.close();
  }
}
