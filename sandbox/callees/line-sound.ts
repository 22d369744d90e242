import { asBytes, asSamples, FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE_HZ } from "#lib/audio/format";
import { BandFilter } from "./band-filter.ts";

/** What becomes of a callee's voice on its way to the app. One object a call, called once each 20 ms. */
export interface LineSound {
  /** What the app hears, of what the callee says; null: silence. */
  carry(said: Buffer | null): Buffer | null;
  /** What was played to the callee in the same 20 ms; null: nothing. */
  played(frame: Buffer | null): void;
}

/** An ordinary line: every sample arrives as it was. */
export const CLEAR_LINE: LineSound = { carry: (said) => said, played: () => undefined };

/** From the loudspeaker through the room and back, with what the network adds. */
const ECHO_AFTER_MS = 220;
/** 14 dB below the voice: a phone on a table. */
const ECHO_GAIN = 0.2;

/** 23: the agent's voice comes out of a loudspeaker and into the microphone again, also while the callee speaks. */
export class Speakerphone implements LineSound {
  private readonly inTheRoom: (Buffer | null)[] = Array.from(
    { length: ECHO_AFTER_MS / FRAME_MS },
    () => null,
  );

  carry(said: Buffer | null): Buffer | null {
    const echo = this.inTheRoom[0];
    if (!echo) return said;
    const voice = said ? asSamples(said) : null;
    return asBytes(asSamples(echo).map((sample, i) => clip(ECHO_GAIN * sample + (voice?.[i] ?? 0))));
  }

  played(frame: Buffer | null): void {
    this.inTheRoom.shift();
    this.inTheRoom.push(frame);
  }
}

/** The band of a telephone. */
const FROM_HZ = 300;
const TO_HZ = 3_400;
/** Uniform noise of this amplitude has an effective value of some 260: 15 dB below a quiet voice, 20 below a loud one. */
const NOISE_AMPLITUDE = 450;

/** 24: 8 kHz, the band of a telephone, and a hiss that never stops. */
export class NoisyNarrowLine implements LineSound {
  private readonly random: () => number;
  private readonly toNarrow = new BandFilter(FROM_HZ, TO_HZ, SAMPLE_RATE_HZ);
  private readonly fromNarrow = new BandFilter(FROM_HZ, TO_HZ, SAMPLE_RATE_HZ);
  private isKept = false;

  /** 0 ≤ x < 1. */
  constructor(random: () => number) {
    this.random = random;
  }

  carry(said: Buffer | null): Buffer | null {
    const voice = said ? asSamples(said) : new Int16Array(FRAME_SAMPLES);
    return asBytes(voice.map((sample) => clip(this.fromNarrow.next(this.throughNarrow(sample)))));
  }

  played(): void {}

  /** Every second sample is kept, twice as strong, and the filter after it fills the gaps. */
  private throughNarrow(sample: number): number {
    const inBand = this.toNarrow.next(sample);
    this.isKept = !this.isKept;
    return this.isKept ? 2 * (inBand + NOISE_AMPLITUDE * (2 * this.random() - 1)) : 0;
  }
}

function clip(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(sample)));
}
