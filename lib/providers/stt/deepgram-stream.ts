import { FrameCutter } from "#lib/audio/frame-cutter";
import { levelOf } from "#lib/audio/level";
import { ProviderError } from "../errors.ts";
import { handshakeError } from "./deepgram-faults.ts";
import type { SttEvent, SttStream } from "./port.ts";

/** 80 ms of 16 kHz linear PCM: four carrier frames, the grouping that Deepgram asks for. */
export const GROUP_BYTES = 2560;
const KEEP_ALIVE_EVERY_MS = 4000;
/** It was sent speech and said nothing at all for so long: it has died, though its socket has not. */
const SILENT_FOR_MS = 5000;
/** Mean amplitude of what may be speech. */
const LOUD = 400;

/** The SDK's socket of either kind, as far as a stream needs it. */
export interface DeepgramSocket {
  isOpen(): boolean;
  send(group: Buffer): void;
  keepAlive(): void;
  closeStream(): void;
  close(): void;
}

export type HeardMessage = { kind: "events"; events: SttEvent[] } | { kind: "fatal"; reason: string };

/** One stream on Deepgram's wire. Reconnecting is left to the caller. Its owner passes on what the socket says. */
export class DeepgramStream implements SttStream {
  private readonly socket: DeepgramSocket;
  private readonly read: (message: unknown) => HeardMessage;
  private readonly onEvent: (event: SttEvent) => void;
  private readonly nowMs: () => number;
  private readonly cutter = new FrameCutter(GROUP_BYTES);
  private readonly opening = Promise.withResolvers<SttStream>();
  private state: "opening" | "open" | "closed" = "opening";
  private keepAlive: NodeJS.Timeout | undefined;
  private lastSentMs = 0;
  /** When the first loud audio was sent that has not been answered in any way; null: all has. */
  private unansweredSinceMs: number | null = null;

  constructor(
    socket: DeepgramSocket,
    read: (message: unknown) => HeardMessage,
    onEvent: (event: SttEvent) => void,
    nowMs: () => number,
  ) {
    this.socket = socket;
    this.read = read;
    this.onEvent = onEvent;
    this.nowMs = nowMs;
  }

  /** Resolves when audio may be sent; rejects with ProviderError. */
  get ready(): Promise<SttStream> {
    return this.opening.promise;
  }

  send(pcm: Buffer): void {
    if (this.state !== "open" || !this.socket.isOpen()) return;
    for (const group of this.cutter.push(pcm)) {
      this.socket.send(group);
      this.lastSentMs = this.nowMs();
      if (this.unansweredSinceMs === null && levelOf(group) > LOUD) this.unansweredSinceMs = this.lastSentMs;
    }
    if (this.unansweredSinceMs !== null && this.nowMs() - this.unansweredSinceMs > SILENT_FOR_MS)
      this.lost(new ProviderError("deepgram", "timeout", "it has stopped answering"));
  }

  close(): void {
    if (this.state === "closed") return;
    this.state = "closed";
    clearInterval(this.keepAlive);
    if (this.socket.isOpen()) this.socket.closeStream();
    this.socket.close();
  }

  opened(): void {
    if (this.state !== "opening") return;
    this.state = "open";
    this.keepAlive = setInterval(() => {
      if (!this.socket.isOpen() || this.nowMs() - this.lastSentMs < KEEP_ALIVE_EVERY_MS) return;
      // A pause of the audio is no silence of the recogniser.
      this.unansweredSinceMs = null;
      this.socket.keepAlive();
    }, KEEP_ALIVE_EVERY_MS);
    this.keepAlive.unref();
    this.opening.resolve(this);
  }

  received(message: unknown): void {
    if (this.state === "closed") return;
    this.unansweredSinceMs = null;
    const read = this.read(message);
    if (read.kind === "fatal") return this.failed(new Error(read.reason));
    for (const event of read.events) this.onEvent(event);
  }

  closed(code: number): void {
    // After a failed handshake `close` (code 1000!) comes first and `error`, with the reason, right behind it.
    if (this.state === "opening") setImmediate(() => this.failed(undefined));
    else this.failed(new Error(`closed with code ${code}`));
  }

  failed(error: Error | undefined): void {
    if (this.state !== "opening") return this.lost(new ProviderError("deepgram", "broken", error));
    this.state = "closed";
    this.socket.close();
    this.opening.reject(handshakeError(error));
  }

  private lost(error: ProviderError): void {
    if (this.state === "closed") return;
    this.state = "closed";
    clearInterval(this.keepAlive);
    this.socket.close();
    this.onEvent({ type: "lost", error });
  }
}
