import { FRAME_MS } from "#lib/audio/format";
import { levelOf } from "#lib/audio/level";

/** A piece of the stream in which somebody spoke, from its first frame to its last. */
export interface Utterance {
  fromFrame: number;
  frames: Buffer[];
  /** Frames of it that are no silence. */
  loudFrames: number;
}

export type CutterStep = "silence" | "speaking" | { ended: Utterance };

/** Mean amplitude: never less than this is speech, and never less than so many times the line's own noise. */
const LEAST_LEVEL = 180;
const OVER_NOISE = 3;
const NOISE_RISES_BY = 1.01;
const MOST_NOISE = 1200;
const START_FRAMES = 60 / FRAME_MS;
const END_FRAMES = 600 / FRAME_MS;
const LEAD_FRAMES = 240 / FRAME_MS;
/** A click is no word. */
const LEAST_LOUD_FRAMES = 120 / FRAME_MS;
const MOST_FRAMES = 25_000 / FRAME_MS;

/** Cuts a stream into utterances by loudness alone, for recognisers that take whole files. Pure: frames in, steps out. */
export class UtteranceCutter {
  private readonly lead: Buffer[] = [];
  private current: Utterance | null = null;
  private frame = 0;
  private loudInRow = 0;
  private quietInRow = 0;
  private noise = LEAST_LEVEL / OVER_NOISE;

  /** The utterance that goes on. */
  get speaking(): Utterance | null {
    return this.current;
  }

  /** One frame of 20 ms. */
  push(pcm: Buffer): CutterStep {
    const isLoud = this.judge(levelOf(pcm));
    this.loudInRow = isLoud ? this.loudInRow + 1 : 0;
    this.quietInRow = isLoud ? 0 : this.quietInRow + 1;
    const at = this.frame;
    this.frame += 1;
    if (this.current === null) return this.wait(pcm, at);
    this.current.frames.push(pcm);
    if (isLoud) this.current.loudFrames += 1;
    if (this.quietInRow < END_FRAMES && this.current.frames.length < MOST_FRAMES) return "speaking";
    const ended = this.current;
    this.current = null;
    this.loudInRow = 0;
    return ended.loudFrames >= LEAST_LOUD_FRAMES ? { ended } : "silence";
  }

  private wait(pcm: Buffer, at: number): CutterStep {
    this.lead.push(pcm);
    if (this.lead.length > LEAD_FRAMES) this.lead.shift();
    if (this.loudInRow < START_FRAMES) return "silence";
    const frames = this.lead.splice(0);
    this.current = { fromFrame: at + 1 - frames.length, frames, loudFrames: this.loudInRow };
    return "speaking";
  }

  /** The quietest of late is the line's noise; it is allowed to rise slowly. */
  private judge(level: number): boolean {
    this.noise = Math.min(level, MOST_NOISE, Math.max(1, this.noise) * NOISE_RISES_BY);
    return level >= Math.max(LEAST_LEVEL, this.noise * OVER_NOISE);
  }
}
