import { FRAME_BYTES, FRAME_SAMPLES } from "#lib/audio/format";

const MAGIC = 77;
const SPEECH_AMPLITUDE = 4000;

/** What one frame of a bench callee says of itself: which call, and which of its turns (0: silence). */
export interface FrameMark {
  call: number;
  turn: number;
}

/** 20 ms of somebody who speaks (noise, which our own ear takes for sound) or of silence, with its mark in front. */
export function calleeFrame({ call, turn }: FrameMark): Buffer {
  const frame = Buffer.alloc(FRAME_BYTES);
  if (turn > 0)
    for (let i = 3; i < FRAME_SAMPLES; i++)
      frame.writeInt16LE(i % 2 === 0 ? SPEECH_AMPLITUDE : -SPEECH_AMPLITUDE, i * 2);
  frame.writeInt16LE(MAGIC, 0);
  frame.writeInt16LE(call, 2);
  frame.writeInt16LE(turn, 4);
  return frame;
}

/** Canned speech recognition: reads the mark of the frame that begins at `at`; null: it is none of ours. */
export function readFrame(audio: Buffer, at: number): FrameMark | null {
  if (at + 6 > audio.length || audio.readInt16LE(at) !== MAGIC) return null;
  return { call: audio.readInt16LE(at + 2), turn: audio.readInt16LE(at + 4) };
}
