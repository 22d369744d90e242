import { FRAME_MS } from "#lib/audio/format";

/**
 * The call's audio clock: 20 ms for each frame that came from the carrier, and the time since the last one. It goes on
 * when frames stop coming, and never runs backwards.
 */
export class CallClock {
  private readonly monotonicMs: () => number;
  private frameCount = 0;
  private lastFrameAt: number;
  private latest = 0;

  constructor(monotonicMs: () => number) {
    this.monotonicMs = monotonicMs;
    this.lastFrameAt = monotonicMs();
  }

  /** One frame came. */
  frame(): void {
    this.frameCount += 1;
    this.lastFrameAt = this.monotonicMs();
  }

  /** The line was gone and is back: how many frames of silence stand for the time without it. */
  skipGap(): number {
    const frames = Math.round(this.msSinceFrame() / FRAME_MS);
    this.frameCount += frames;
    this.lastFrameAt = this.monotonicMs();
    return frames;
  }

  get frames(): number {
    return this.frameCount;
  }

  /** Milliseconds since the line was opened. */
  nowMs(): number {
    const now = this.frameCount * FRAME_MS + (this.monotonicMs() - this.lastFrameAt);
    if (now > this.latest) this.latest = now;
    return this.latest;
  }

  msSinceFrame(): number {
    return this.monotonicMs() - this.lastFrameAt;
  }
}
