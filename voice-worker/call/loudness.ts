import { levelOf } from "#lib/audio/level";

/** Mean amplitude of speech on a telephone; line noise stays far below. */
const LOUD = 400;

/** Is there anything but silence in this frame of 16-bit PCM? */
export const isLoud = (frame: Buffer): boolean => levelOf(frame) > LOUD;
