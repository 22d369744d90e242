import { SAMPLES_PER_MS } from "./spoken.ts";

const BLOCK_MS = 10;
const BLOCK_SAMPLES = BLOCK_MS * SAMPLES_PER_MS;
/** Mean amplitude of a block from which it counts as speech: well above a line's hiss, below a soft consonant. */
const SPEECH_LEVEL = 120;
/** A gap this short belongs to the speech around it. */
const HANGOVER_MS = 60;

/** Speech or silence by loudness alone, in blocks of 10 ms of the audio's own clock. */
export class SpeechEnergy {
  private sum = 0;
  private inBlock = 0;
  private understoodInBlock = 0;
  private blocks = 0;
  private unknownMs = 0;
  private speechEndMs = 0;
  private speechStartMs = 0;

  /** `understood`: the sample was recognised as part of an utterance. */
  push(sample: number, understood: boolean): void {
    this.sum += sample < 0 ? -sample : sample;
    if (understood) this.understoodInBlock += 1;
    this.inBlock += 1;
    if (this.inBlock === BLOCK_SAMPLES) this.closeBlock();
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

  private closeBlock(): void {
    const endMs = (this.blocks + 1) * BLOCK_MS;
    if (this.sum / BLOCK_SAMPLES >= SPEECH_LEVEL) {
      if (!this.isSpeaking) this.speechStartMs = endMs - BLOCK_MS;
      this.speechEndMs = endMs;
      if (this.understoodInBlock === 0) this.unknownMs += BLOCK_MS;
    }
    if (this.understoodInBlock > 0) this.unknownMs = 0;
    this.blocks += 1;
    this.sum = 0;
    this.inBlock = 0;
    this.understoodInBlock = 0;
  }
}
