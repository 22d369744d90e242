import type { Stt, SttEvent, SttOptions, SttStream } from "./port.ts";

/** One opened stream of the fake: keeps what it was sent, says what the test wants it to have heard. */
export class FakeSttStream implements SttStream {
  readonly options: SttOptions;
  readonly received: Buffer[] = [];
  closed = false;
  private readonly onEvent: (event: SttEvent) => void;

  constructor(options: SttOptions, onEvent: (event: SttEvent) => void) {
    this.options = options;
    this.onEvent = onEvent;
  }

  get receivedBytes(): number {
    return this.received.reduce((sum, pcm) => sum + pcm.length, 0);
  }

  send(pcm: Buffer): void {
    if (!this.closed) this.received.push(Buffer.from(pcm));
  }

  close(): void {
    this.closed = true;
  }

  /** Nothing comes out of a stream that was closed. */
  emit(event: SttEvent): void {
    if (this.closed) return;
    if (event.type === "lost") this.closed = true;
    this.onEvent(event);
  }

  /** A whole turn in one go. */
  hear(transcript: string, audioEndMs = 1000): void {
    const turn = { transcript, words: [], audioEndMs };
    this.emit({ type: "start_of_turn", ...turn });
    this.emit({ type: "end_of_turn", ...turn });
  }
}

export class FakeStt implements Stt {
  readonly name = "deepgram";
  model = "flux-general-en";
  readonly streams: FakeSttStream[] = [];
  /** Taken by the next `open`, which rejects with it. */
  readonly refusals: Error[] = [];

  modelFor(): string {
    return this.model;
  }

  open(options: SttOptions, onEvent: (event: SttEvent) => void): Promise<SttStream> {
    const refusal = this.refusals.shift();
    if (refusal) return Promise.reject(refusal);
    const stream = new FakeSttStream(options, onEvent);
    this.streams.push(stream);
    return Promise.resolve(stream);
  }

  check(): Promise<void> {
    return Promise.resolve();
  }
}
