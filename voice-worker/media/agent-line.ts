import { FRAME_MS } from "#lib/audio/format";
import { FrameCutter } from "#lib/audio/frame-cutter";
import type { MediaSocket } from "./media-socket.ts";

/** Mark behind so many frames of an utterance: what was played before it. */
interface Mark {
  utterance: number;
  frames: number;
  isEnd: boolean;
}

const MAX_IN_FLIGHT_FRAMES = 20_000 / FRAME_MS;
const MAX_DELAY_FRAMES = 500 / FRAME_MS;
/** The number of no utterance. */
const PROBE = -1;
const MARK_EVERY_FRAMES = 400 / FRAME_MS;
/** How far the estimate may run ahead of a mark that has not come back. */
const MARK_GRACE_FRAMES = 500 / FRAME_MS;

/**
 * The agent's audio on its way to the callee. It is sent ahead, at most 20 s of it; what has been played by now follows
 * from the frames that came from the carrier since (both run on its clock) and from the marks that came back.
 */
export class AgentLine {
  private socket: Pick<MediaSocket, "sendFrames" | "sendCommand">;
  private readonly cutter = new FrameCutter();
  /** Not sent yet, in order. */
  private waiting: (Buffer | Mark)[] = [];
  /** Sent and not played yet; `playHead` is the next to be played. */
  private playing: Buffer[] = [];
  private playHead = 0;
  private openMarks: Mark[] = [];
  private utterance = 0;
  private written = 0;
  /** Frames of the former utterance that are still being played. */
  private leftover = 0;
  private played = 0;
  private confirmed = 0;
  /** Ticks so far, and the one before which nothing that was sent to an idle line can have been played. */
  private ticks = 0;
  private idleUntil = 0;
  /** Frames between our sending and the carrier's playing, as the marks tell it. */
  private delay = 0;
  /** By how much the estimate was ahead of the last mark. */
  private ahead = 0;

  constructor(socket: Pick<MediaSocket, "sendFrames" | "sendCommand">) {
    this.socket = socket;
  }

  /** A new utterance; what is left of the former is played before it. */
  begin(utterance: number): void {
    this.cutter.drop();
    this.waiting = [];
    this.openMarks = [];
    this.utterance = utterance;
    this.written = 0;
    this.leftover = this.playing.length - this.playHead;
    this.played = 0;
    this.confirmed = 0;
    this.ahead = 0;
  }

  /** Asks how long the way to the carrier is; before anything is said. */
  probe(): void {
    this.socket.sendCommand({ action: "notify", payload: { u: PROBE, f: this.ticks, e: false } });
  }

  /** Another socket took the place of this one: what was sent to the old one and not played is sent again. */
  reconnect(socket: Pick<MediaSocket, "sendFrames" | "sendCommand">): void {
    this.socket = socket;
    const unplayed = this.playing.slice(this.playHead);
    const isHeard = Math.max(0, Math.min(this.confirmed - this.played, unplayed.length - this.leftover));
    unplayed.splice(this.leftover, isHeard);
    this.played += isHeard;
    const again: (Buffer | Mark)[] = this.openMarks.filter((mark) => mark.frames <= this.played);
    for (const [i, frame] of unplayed.entries()) {
      again.push(frame);
      const number = this.played + i + 1 - this.leftover;
      if (i >= this.leftover) again.push(...this.openMarks.filter((mark) => mark.frames === number));
    }
    this.waiting = [...again, ...this.waiting];
    this.playing = [];
    this.playHead = 0;
    this.openMarks = [];
    this.ahead = 0;
    this.probe();
    this.sendAhead();
  }

  /** PCM of the utterance; the buffer is kept until it was played. */
  write(pcm: Buffer): void {
    this.append(this.cutter.push(pcm));
    this.sendAhead();
  }

  /** The utterance is complete: the last frame is filled up with silence, and a mark stands behind it. */
  end(): void {
    const last = this.cutter.flush();
    if (last !== null) this.append([last]);
    this.waiting.push({ utterance: this.utterance, frames: this.written, isEnd: true });
    this.sendAhead();
  }

  /** Nothing more of it is heard; late marks say nothing any more. */
  clear(): void {
    this.openMarks = [];
    this.waiting = [];
    this.cutter.drop();
    this.playing = [];
    this.playHead = 0;
    this.leftover = 0;
    this.utterance = 0;
    this.socket.sendCommand({ action: "clear" });
  }

  /** 20 ms have passed: the frame that the callee heard in them, null for silence. */
  tick(): Buffer | null {
    this.ticks += 1;
    const frame = this.playing[this.playHead];
    if (frame === undefined || this.ticks <= this.idleUntil) return null;
    this.playHead += 1;
    if (this.leftover > 0) this.leftover -= 1;
    else this.played += 1;
    if (this.playHead === this.playing.length) {
      this.playing = [];
      this.playHead = 0;
    } else if (this.playHead >= 256) {
      this.playing = this.playing.slice(this.playHead);
      this.playHead = 0;
    }
    if (this.waiting.length > 0) this.sendAhead();
    return frame;
  }

  /** What came back with a `notify`. True: all of the current utterance has been played. */
  returned(payload: unknown): boolean {
    const mark = readMark(payload);
    if (mark?.utterance === PROBE) this.setDelay(this.ticks - mark.frames);
    if (mark === null || mark.utterance !== this.utterance) return false;
    // Marks and the callee's audio come by the same socket, in order: what is not played now was not when it was sent.
    const drift = this.leftover > 0 ? 0 : this.played - mark.frames;
    this.ahead = Math.max(0, drift);
    if (mark.frames === 1) this.setDelay(this.delay + drift);
    this.confirmed = Math.max(this.confirmed, mark.frames);
    this.openMarks = this.openMarks.filter((open) => open.frames > mark.frames);
    return mark.isEnd;
  }

  /**
   * What the marks say was played and no tick has given out: after the call's last frame there are no more ticks, while
   * our count may be a frame or two behind the carrier's.
   */
  playedUnticked(): Buffer[] {
    const behind = this.leftover > 0 ? 0 : Math.max(0, this.confirmed - this.played);
    return this.playing.slice(this.playHead, this.playHead + behind);
  }

  /** Milliseconds of the current utterance that were handed over. */
  get writtenMs(): number {
    return this.written * FRAME_MS;
  }

  /** Milliseconds of the current utterance that the callee has heard. */
  get heardMs(): number {
    const oldest = this.openMarks[0];
    const limit = oldest === undefined ? Infinity : oldest.frames + MARK_GRACE_FRAMES;
    return Math.max(this.confirmed, Math.min(this.played - this.ahead, limit)) * FRAME_MS;
  }

  private setDelay(frames: number): void {
    this.delay = Math.min(MAX_DELAY_FRAMES, Math.max(0, frames));
  }

  private append(frames: Buffer[]): void {
    for (const frame of frames) {
      this.waiting.push(frame);
      this.written += 1;
      if (this.written === 1 || this.written % MARK_EVERY_FRAMES === 0)
        this.waiting.push({ utterance: this.utterance, frames: this.written, isEnd: false });
    }
  }

  private sendAhead(): void {
    let batch: Buffer[] = [];
    let taken = 0;
    for (const item of this.waiting) {
      if (Buffer.isBuffer(item)) {
        if (this.playing.length - this.playHead >= MAX_IN_FLIGHT_FRAMES) break;
        if (this.playing.length === 0) this.idleUntil = this.ticks + this.delay;
        batch.push(item);
        this.playing.push(item);
      } else {
        if (batch.length > 0) this.socket.sendFrames(batch);
        batch = [];
        this.openMarks.push(item);
        this.socket.sendCommand({
          action: "notify",
          payload: { u: item.utterance, f: item.frames, e: item.isEnd },
        });
      }
      taken += 1;
    }
    if (batch.length > 0) this.socket.sendFrames(batch);
    this.waiting = taken === this.waiting.length ? [] : this.waiting.slice(taken);
  }
}

function readMark(payload: unknown): Mark | null {
  if (typeof payload !== "object" || payload === null) return null;
  const { u, f, e } = payload as { u?: unknown; f?: unknown; e?: unknown };
  if (typeof u !== "number" || typeof f !== "number") return null;
  return { utterance: u, frames: f, isEnd: e === true };
}
