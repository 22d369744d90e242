import { LineNoise } from "./line-noise.ts";
import { SAMPLES_PER_MS } from "./spoken.ts";

const BLOCK_MS = 10;
const BLOCK_SAMPLES = BLOCK_MS * SAMPLES_PER_MS;
/** Mean amplitude of a block from which it counts as speech beside a voice of usual loudness … */
const SPEECH_LEVEL = 120;
/** … and beside a faint one: this share of the loudest of the last seconds, but no less than the least. */
const SHARE_OF_LOUDEST = 0.04;
const LEAST_LEVEL = 60;
const LOUDEST_FADES_BY = 0.5 ** (BLOCK_MS / 5_000);
/** Speech is so many times as loud as what the line always has; what is louder than this is no line's noise. */
const ABOVE_NOISE = 2;
const LOUDEST_NOISE = 400;
/** A gap this short belongs to the speech around it. */
const HANGOVER_MS = 60;

/** Speech or silence by loudness alone, in blocks of 10 ms of the audio's own clock. */
export class SpeechEnergy {
  private readonly noise = new LineNoise();
  private loudest = 0;
  private sum = 0;
  private inBlock = 0;
  private understoodInBlock = 0;
  private blocks = 0;
  private unknownMs = 0;
  private unknownEndMs = 0;
  private speechEndMs = 0;
  private speechStartMs = 0;

  /** `understood`: the sample was recognised as part of an utterance. */
  push(sample: number, understood: boolean): void {
    this.sum += sample < 0 ? -sample : sample;
    if (understood) this.understoodInBlock += 1;
    this.inBlock += 1;
    if (this.inBlock === BLOCK_SAMPLES) this.closeBlock();
  }

  /** A word was understood after all in what its samples did not tell. */
  understood(): void {
    this.unknownMs = 0;
  }

  /** When the last loud block ended; 0 when there was none. */
  get lastSpeechEndMs(): number {
    return this.speechEndMs;
  }

  /** When the stretch of speech began that goes on or ended last. */
  get lastSpeechStartMs(): number {
    return this.speechStartMs;
  }

  get isSpeaking(): boolean {
    return this.speechEndMs > 0 && this.blocks * BLOCK_MS - this.speechEndMs < HANGOVER_MS;
  }

  /** Loud audio in a row that is no utterance of the corpus. */
  get unknownSpeechMs(): number {
    return this.unknownMs;
  }

  /** When the last loud block ended that is no utterance of the corpus by its samples. */
  get lastUnknownEndMs(): number {
    return this.unknownEndMs;
  }

  private closeBlock(): void {
    const endMs = (this.blocks + 1) * BLOCK_MS;
    if (this.isLoud(this.sum / BLOCK_SAMPLES)) {
      if (!this.isSpeaking) this.speechStartMs = endMs - BLOCK_MS;
      this.speechEndMs = endMs;
      if (this.understoodInBlock === 0) {
        this.unknownMs += BLOCK_MS;
        this.unknownEndMs = endMs;
      }
    }
    if (this.understoodInBlock > 0) this.unknownMs = 0;
    this.blocks += 1;
    this.sum = 0;
    this.inBlock = 0;
    this.understoodInBlock = 0;
  }

  private isLoud(level: number): boolean {
    this.noise.push(level);
    this.loudest = Math.max(level, this.loudest * LOUDEST_FADES_BY);
    const beside = Math.min(SPEECH_LEVEL, Math.max(LEAST_LEVEL, this.loudest * SHARE_OF_LOUDEST));
    return level >= beside && level >= ABOVE_NOISE * Math.min(LOUDEST_NOISE, this.noise.level);
  }
}
