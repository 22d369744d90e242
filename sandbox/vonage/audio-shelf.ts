import { asSamples, FRAME_SAMPLES, SAMPLE_RATE_HZ } from "#lib/audio/format";
import { interleaveStereo } from "#lib/audio/stereo";
import { wavHeader } from "#lib/audio/wav";

const MAX_TRACK_FRAMES = 15 * 60 * 50;
/** About 120 MB over all calls, and so many calls; beyond it the oldest one's audio goes. */
const MAX_TRACKS = 500;
const MAX_SHELF_FRAMES = 200_000;

/** Both sides of one call from the moment of answer, 20 ms a step; null is silence. Frames are kept, not copied. */
export class CallTrack {
  heldFrames = 0;
  private said: (Buffer | null)[] = [];
  private played: (Buffer | null)[] = [];
  private isForgotten = false;

  /** How many frames were kept by this. */
  add(said: Buffer | null, played: Buffer | null): number {
    if (this.isForgotten || this.said.length >= MAX_TRACK_FRAMES) return 0;
    this.said.push(said);
    this.played.push(played);
    const kept = (said ? 1 : 0) + (played ? 1 : 0);
    this.heldFrames += kept;
    return kept;
  }

  /** Lets go of it, and of what is still to come. */
  forget(): void {
    this.isForgotten = true;
    this.said = [];
    this.played = [];
  }

  /** 16 kHz stereo: left what the callee sent to the app, right what was played to the callee. */
  wav(): Buffer {
    const stereo = interleaveStereo(join(this.said), join(this.played));
    const data = Buffer.from(stereo.buffer, stereo.byteOffset, stereo.byteLength);
    return Buffer.concat([wavHeader({ channels: 2, sampleRateHz: SAMPLE_RATE_HZ }, data.length), data]);
  }
}

/** The audio of the calls of late, within a fixed amount of memory. */
export class AudioShelf {
  private readonly tracks = new Map<string, CallTrack>();
  private heldFrames = 0;

  open(callUuid: string): CallTrack {
    const track = new CallTrack();
    this.tracks.set(callUuid, track);
    if (this.tracks.size > MAX_TRACKS) this.forgetOldest();
    return track;
  }

  /** Call it for what `add` says it kept. */
  note(keptFrames: number): void {
    this.heldFrames += keptFrames;
    if (this.heldFrames > MAX_SHELF_FRAMES && this.tracks.size > 1) this.forgetOldest();
  }

  find(callUuid: string): CallTrack | null {
    return this.tracks.get(callUuid) ?? null;
  }

  clear(): void {
    for (const track of this.tracks.values()) track.forget();
    this.tracks.clear();
    this.heldFrames = 0;
  }

  private forgetOldest(): void {
    const [oldest] = this.tracks;
    if (!oldest) return;
    const [callUuid, track] = oldest;
    this.heldFrames -= track.heldFrames;
    track.forget();
    this.tracks.delete(callUuid);
  }
}

function join(frames: readonly (Buffer | null)[]): Int16Array {
  const samples = new Int16Array(frames.length * FRAME_SAMPLES);
  frames.forEach((frame, i) => {
    if (frame) samples.set(asSamples(frame), i * FRAME_SAMPLES);
  });
  return samples;
}
