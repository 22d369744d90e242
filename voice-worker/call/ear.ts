import type { Logger } from "#lib/observability/logger";
import { FRAME_BYTES, FRAME_MS } from "#lib/audio/format";
import type { Stt, SttEvent, SttOptions, SttStream } from "#lib/providers/stt/port";

/** Ten seconds: what is older when the recogniser is ready at last is not worth hearing. */
const MAX_BUFFERED_FRAMES = 10_000 / FRAME_MS;
const MAX_OPENINGS = 3;
const SILENT_FRAME = Buffer.alloc(FRAME_BYTES);

export type Hearing = Exclude<SttEvent, { type: "lost" }>;

/**
 * The recogniser of one call: opened ahead, audio kept until it is ready, opened again when it is lost. Times of its
 * words are on the call's own audio clock.
 */
export class Ear {
  private readonly stt: Stt;
  private readonly options: SttOptions;
  private readonly log: Logger;
  private readonly onHearing: (event: Hearing) => void;
  private readonly onLost: () => void;
  private stream: SttStream | null = null;
  private opening = false;
  private openings = 0;
  /** The number of the connection that counts; what comes of an older one is late. */
  private connection = 0;
  private isClosed = false;
  private hasGivenUp = false;
  private buffered: Buffer[] = [];
  /** Frames of the call that lie before the first one of this stream. */
  private framesBefore = 0;
  private frames = 0;

  constructor(
    stt: Stt,
    options: SttOptions,
    log: Logger,
    on: { hearing(event: Hearing): void; lost(): void },
  ) {
    this.stt = stt;
    this.options = options;
    this.log = log;
    this.onHearing = (event) => on.hearing(event);
    this.onLost = () => on.lost();
  }

  /** It could not be opened, or was lost too often. */
  get isLost(): boolean {
    return this.hasGivenUp;
  }

  open(): void {
    if (this.opening || this.stream !== null || this.isClosed) return;
    if (this.openings >= MAX_OPENINGS) {
      this.isClosed = true;
      this.hasGivenUp = true;
      this.onLost();
      return;
    }
    this.opening = true;
    this.openings += 1;
    this.connection += 1;
    void this.connect(this.connection);
  }

  /** One frame of the call. */
  feed(frame: Buffer): void {
    this.frames += 1;
    if (this.stream !== null) {
      this.stream.send(frame);
      return;
    }
    if (this.isClosed) return;
    this.buffered.push(frame);
    if (this.buffered.length > MAX_BUFFERED_FRAMES) this.buffered.shift();
    this.open();
  }

  /** Time of the call without audio: to a recogniser that listens it is silence. */
  skip(frames: number): void {
    if (this.stream === null) this.frames += frames;
    else for (let i = 0; i < frames; i += 1) this.feed(SILENT_FRAME);
  }

  /** Nothing will come for a while: a recogniser that waits in silence closes by itself, and that is no loss. */
  rest(): void {
    this.stream?.close();
    this.stream = null;
    this.opening = false;
    this.openings = 0;
    this.connection += 1;
  }

  close(): void {
    this.isClosed = true;
    this.buffered = [];
    this.stream?.close();
    this.stream = null;
  }

  private async connect(connection: number): Promise<void> {
    const isCurrent = (): boolean => connection === this.connection && !this.isClosed;
    try {
      const stream = await this.stt.open(this.options, (event) => {
        if (isCurrent()) this.take(event);
      });
      if (!isCurrent()) {
        stream.close();
        return;
      }
      this.opening = false;
      this.framesBefore = this.frames - this.buffered.length;
      for (const frame of this.buffered) stream.send(frame);
      this.buffered = [];
      this.stream = stream;
    } catch (error) {
      this.log.warn({ err: error, opening: this.openings }, "the recogniser could not be opened");
      if (!isCurrent()) return;
      this.opening = false;
      this.open();
    }
  }

  private take(event: SttEvent): void {
    if (event.type === "lost") {
      this.log.warn({ err: event.error }, "the recogniser was lost");
      this.stream = null;
      this.open();
      return;
    }
    const beforeMs = this.framesBefore * FRAME_MS;
    if (beforeMs === 0) {
      this.onHearing(event);
      return;
    }
    this.onHearing({
      ...event,
      audioEndMs: event.audioEndMs + beforeMs,
      words: event.words.map(({ word, startMs, endMs }) => ({
        word,
        startMs: startMs + beforeMs,
        endMs: endMs + beforeMs,
      })),
    });
  }
}
