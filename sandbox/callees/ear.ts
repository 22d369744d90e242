import { asSamples, FRAME_BYTES, FRAME_MS } from "#lib/audio/format";
import type { Hearing } from "./speech.ts";

/** A frame in which no sample is louder than this is silence to a person. */
const SILENCE_PEAK = 300;
/** The recogniser is told of the silence that ends a word; the rest of a pause tells it nothing. */
const SILENCE_TO_FEED_MS = 400;
const SILENCE = Buffer.alloc(FRAME_BYTES);

/** What a callee hears of the agent: sound and silence by loudness, words by the recogniser. */
export class Ear {
  private readonly hearing: Hearing;
  private wordsTaken = 0;
  private fedSilenceMs = SILENCE_TO_FEED_MS;
  /** Since the agent was last loud. */
  silentMs = 0;
  /** Since this utterance began; 0 between utterances. */
  utteranceMs = 0;

  constructor(hearing: Hearing) {
    this.hearing = hearing;
  }

  /** 20 ms of what was played to the callee; null: nothing was. */
  hear(played: Buffer | null): void {
    if (played) {
      this.hearing.feed(played);
      this.fedSilenceMs = 0;
    } else if (this.fedSilenceMs < SILENCE_TO_FEED_MS) {
      this.hearing.feed(SILENCE);
      this.fedSilenceMs += FRAME_MS;
    }
    const isLoud = played !== null && asSamples(played).some((s) => s > SILENCE_PEAK || s < -SILENCE_PEAK);
    this.silentMs = isLoud ? 0 : this.silentMs + FRAME_MS;
    if (isLoud || this.utteranceMs > 0) this.utteranceMs += FRAME_MS;
  }

  /** The agent has paused, or was cut off: the words since the last time. */
  takeWords(): string {
    const words = this.hearing.words();
    const taken = words.slice(this.wordsTaken).map(({ word }) => word);
    this.wordsTaken = words.length;
    return taken.join(" ");
  }

  endUtterance(): void {
    this.utteranceMs = 0;
  }
}
