import { randomUUID } from "node:crypto";
import { bytesToMs } from "#lib/audio/format";
import { ProviderError, statusFault } from "../errors.ts";
import { Watchdog } from "../watchdog.ts";
import type { CartesiaLink } from "./cartesia-link.ts";
import {
  cancelMessage,
  inputMessage,
  type ContextSettings,
  type ServerMessage,
} from "./cartesia-messages.ts";
import type { CartesiaSocket } from "./cartesia-socket.ts";
import type { TtsEvent, Utterance } from "./port.ts";

export interface UtteranceTiming {
  /** Longest wait for the first audio, and after the last text for the next. */
  firstAudioMs: number;
  /** A context dies a second after its last audio; text that comes later than this gets a fresh one. */
  contextIdleMs: number;
  nowMs: () => number;
}

/** One Cartesia context, or several in a row when the text comes slowly or the socket is lost before any audio. */
export class CartesiaUtterance implements Utterance {
  private readonly link: CartesiaLink;
  private readonly settings: ContextSettings;
  private readonly timing: UtteranceTiming;
  private readonly onEvent: (event: TtsEvent) => void;

  private socket: CartesiaSocket | null = null;
  private contextId = "";
  /** Texts of the present context; sent again when it is lost before it was heard. */
  private texts: string[] = [];
  private sent = 0;
  private flushed = 0;
  private retries = 0;
  private contextHasAudio = false;
  private lastAudioAtMs = 0;
  private lastPushAtMs = 0;
  /** Audio delivered by earlier contexts and by this one, in bytes. */
  private bytesBefore = 0;
  private contextBytes = 0;
  private oddByte: Buffer | null = null;
  private state: "speaking" | "ending" | "over" = "speaking";
  private readonly watchdog: Watchdog;

  constructor(
    link: CartesiaLink,
    settings: ContextSettings,
    timing: UtteranceTiming,
    onEvent: (event: TtsEvent) => void,
  ) {
    this.link = link;
    this.settings = settings;
    this.timing = timing;
    this.onEvent = onEvent;
    this.watchdog = new Watchdog(timing.firstAudioMs, () =>
      this.fail(new ProviderError("cartesia", "timeout", "no audio came")),
    );
  }

  push(text: string): void {
    if (this.state !== "speaking" || text === "") return;
    if (this.isContextStale()) this.leaveContext();
    this.texts.push(text);
    if (!this.socket) return this.enterContext();
    this.lastPushAtMs = this.timing.nowMs();
    this.flush();
  }

  end(): void {
    if (this.state !== "speaking") return;
    this.state = "ending";
    if (!this.socket || this.isAllSpoken() || this.isContextStale()) return this.finish();
    this.flush();
    this.watchdog.feed();
  }

  cancel(): void {
    if (this.state === "over") return;
    this.state = "over";
    this.leaveContext();
  }

  /** Registers a new context and sends its texts as soon as the socket is open. */
  private enterContext(): void {
    const socket = this.link.socket();
    const contextId = randomUUID();
    this.socket = socket;
    this.contextId = contextId;
    this.sent = 0;
    this.flushed = 0;
    this.contextHasAudio = false;
    this.lastPushAtMs = this.timing.nowMs();
    const isCurrent = (): boolean => this.contextId === contextId && this.state !== "over";
    socket.listen(contextId, {
      message: (message) => isCurrent() && this.received(message),
      lost: (error) => isCurrent() && this.lost(error),
    });
    this.watchdog.feed();
    if (socket.isOpen) this.flush();
    else
      void socket.ready.then(
        () => isCurrent() && this.flush(),
        () => undefined,
      );
  }

  private flush(): void {
    if (!this.socket?.isOpen) return;
    const ending = this.state === "ending";
    for (; this.sent < this.texts.length; this.sent++)
      this.socket.send(inputMessage(this.contextId, this.settings, this.texts[this.sent] ?? "", true));
    if (ending) this.socket.send(inputMessage(this.contextId, this.settings, "", false));
  }

  private received(message: ServerMessage): void {
    switch (message.type) {
      case "chunk":
        return this.audio(message.data);
      case "timestamps":
        return this.words(message.words);
      case "flush_done":
        this.flushed += 1;
        if (this.state === "ending" && this.isAllSpoken()) this.finish();
        return;
      case "done":
        // When the context came to its end before the text did, what follows begins another.
        this.leaveContext(false);
        if (this.state === "ending") this.finish();
        return;
      case "error":
        return this.fail(new ProviderError("cartesia", statusFault(message.status), message.message));
      case "other":
    }
  }

  private audio(base64: string): void {
    let pcm = Buffer.from(base64, "base64");
    if (this.oddByte) pcm = Buffer.concat([this.oddByte, pcm]);
    const odd = pcm.length % 2;
    this.oddByte = odd ? pcm.subarray(-1) : null;
    if (odd) pcm = pcm.subarray(0, -1);
    if (pcm.length === 0) return;
    this.contextHasAudio = true;
    this.contextBytes += pcm.length;
    this.lastAudioAtMs = this.timing.nowMs();
    if (this.state === "ending") this.watchdog.feed();
    else this.watchdog.rest();
    this.onEvent({ type: "audio", pcm });
  }

  private words(words: { word: string; startMs: number; endMs: number }[]): void {
    if (words.length === 0) return;
    const offsetMs = Math.round(bytesToMs(this.bytesBefore));
    const shifted =
      offsetMs === 0
        ? words
        : words.map((w) => ({ word: w.word, startMs: w.startMs + offsetMs, endMs: w.endMs + offsetMs }));
    this.onEvent({ type: "words", words: shifted });
  }

  private lost(error: ProviderError): void {
    if (this.isAllSpoken()) {
      this.socket = null;
      this.forgetContext();
      if (this.state === "ending") this.finish();
      return;
    }
    const mayRetry = !this.contextHasAudio && this.retries === 0 && error.retryable;
    if (!mayRetry) return this.fail(error);
    this.retries += 1;
    this.socket = null;
    this.enterContext();
  }

  private isAllSpoken(): boolean {
    return this.contextHasAudio && this.sent === this.texts.length && this.flushed >= this.texts.length;
  }

  private isContextStale(): boolean {
    if (!this.socket || !this.contextHasAudio) return false;
    if (this.socket.isEnded) return true;
    // `flush_done` may be missing altogether; where it comes, it tells whether audio is still owed.
    if (this.flushed > 0 && this.flushed < this.texts.length) return false;
    const idleMs = this.timing.nowMs() - Math.max(this.lastAudioAtMs, this.lastPushAtMs);
    return this.sent === this.texts.length && idleMs >= this.timing.contextIdleMs;
  }

  private leaveContext(isRunning = true): void {
    const socket = this.socket;
    this.socket = null;
    this.watchdog.rest();
    if (!socket) return;
    if (isRunning) socket.send(cancelMessage(this.contextId));
    socket.unlisten(this.contextId);
    this.forgetContext();
  }

  private forgetContext(): void {
    this.contextId = "";
    this.texts = [];
    this.bytesBefore += this.contextBytes;
    this.contextBytes = 0;
    this.oddByte = null;
  }

  private finish(): void {
    this.over();
    this.onEvent({ type: "done" });
  }

  private fail(error: ProviderError): void {
    this.over();
    this.onEvent({ type: "failed", error });
  }

  private over(): void {
    this.state = "over";
    this.leaveContext();
  }
}
