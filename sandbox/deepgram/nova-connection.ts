import type { WebSocket } from "ws";
import { Recogniser } from "../speech/recogniser.ts";
import { CANNOT_RECOGNISE, isBeyondUs, listenFault } from "./listen-faults.ts";
import type { ListenOptions } from "./flux-connection.ts";
import { type NovaEvent, NovaResults } from "./nova-results.ts";
import type { NovaSettings } from "./nova-settings.ts";

/** Audio is judged in slices of 20 ms, whatever the size of the messages it came in. */
const SLICE_BYTES = 640;
const CONFIDENCE = 0.98;

/** One stream on `/v1/listen`. */
export class NovaConnection {
  private readonly socket: WebSocket;
  private readonly settings: NovaSettings;
  private readonly options: ListenOptions;
  private readonly recogniser: Recogniser;
  private readonly results: NovaResults;
  private readonly idleTimer: NodeJS.Timeout;
  private hasAudio = false;
  private isOver = false;

  /** Answers the client until the socket closes. */
  static serve(socket: WebSocket, settings: NovaSettings, options: ListenOptions): void {
    void new NovaConnection(socket, settings, options);
  }

  private constructor(socket: WebSocket, settings: NovaSettings, options: ListenOptions) {
    this.socket = socket;
    this.settings = settings;
    this.options = options;
    this.recogniser = new Recogniser(options.corpus);
    this.results = new NovaResults(settings);
    this.idleTimer = setTimeout(() => this.finish(1011, "NET-0001"), options.idleTimeoutMs);
    socket.on("message", (data, isBinary) => {
      if (this.isOver) return;
      if (isBinary) this.hear(data as Buffer);
      else this.obey((data as Buffer).toString("utf8"));
    });
    socket.on("close", () => this.stop());
    socket.on("error", () => this.stop());
  }

  private hear(audio: Buffer): void {
    if (audio.length === 0) return this.closeStream();
    this.hasAudio = true;
    this.idleTimer.refresh();
    for (let at = 0; at < audio.length && !this.isOver; at += SLICE_BYTES) {
      this.recogniser.feed(audio.subarray(at, at + SLICE_BYTES));
      for (const event of this.results.advance(this.heard())) this.tell(event);
      const fault = listenFault(this.options.fault, this.recogniser);
      if (fault !== null) return this.strike(fault);
      if (isBeyondUs(this.recogniser, this.options.unknownSpeechLimitMs)) {
        this.send({ type: "Error", err_code: "SANDBOX_CANNOT_RECOGNISE", description: CANNOT_RECOGNISE });
        this.finish(1011, "NET-0000");
      }
    }
  }

  private heard() {
    const { positionMs, lastSpeechEndMs, lastSpeechStartMs, isSpeaking, expectsMore } = this.recogniser;
    return {
      positionMs,
      words: this.recogniser.words(),
      speechEndMs: lastSpeechEndMs,
      speechStartMs: lastSpeechStartMs,
      isSpeaking,
      expectsMore,
    };
  }

  private obey(text: string): void {
    const type = messageType(text);
    if (type === "CloseStream") return this.closeStream();
    if (type === "Finalize") return this.tell(this.results.flush(this.heard(), true));
    if (type !== "KeepAlive") return this.finish(1008, "DATA-0000");
    // Before the first audio it keeps nothing alive.
    if (this.hasAudio) this.idleTimer.refresh();
  }

  private closeStream(): void {
    this.tell(this.results.flush(this.heard(), false));
    this.send({
      type: "Metadata",
      transaction_key: "deprecated",
      request_id: this.options.requestId,
      sha256: "",
      created: new Date().toISOString(),
      duration: this.recogniser.positionMs / 1000,
      channels: 1,
    });
    this.finish(1000, "");
  }

  private tell(event: NovaEvent): void {
    if (event.type === "SpeechStarted")
      return this.send({ type: event.type, channel: [0, 1], timestamp: event.timestampMs / 1000 });
    if (event.type === "UtteranceEnd")
      return this.send({ type: event.type, channel: [0, 1], last_word_end: event.lastWordEndMs / 1000 });
    const words = event.words.map(({ word, startMs, endMs }) => ({
      word: word.toLowerCase().replace(/[^\p{L}\p{N}'@-]+/gu, ""),
      start: startMs / 1000,
      end: endMs / 1000,
      confidence: CONFIDENCE,
      punctuated_word: word,
    }));
    this.send({
      type: "Results",
      channel_index: [0, 1],
      duration: event.durationMs / 1000,
      start: event.startMs / 1000,
      is_final: event.isFinal,
      speech_final: event.speechFinal,
      from_finalize: event.fromFinalize,
      channel: {
        alternatives: [
          {
            transcript: event.words.map(({ word }) => word).join(" "),
            confidence: words.length > 0 ? CONFIDENCE : 0,
            languages: this.settings.language === "multi" ? ["en"] : undefined,
            words,
          },
        ],
      },
      metadata: {
        request_id: this.options.requestId,
        model_info: { name: this.settings.model, version: "sandbox", arch: this.settings.model.slice(0, 6) },
        model_uuid: this.options.requestId,
      },
    });
  }

  /** `stall` never speaks again, `terminate` cuts the line, anything else closes with 1011. */
  private strike(fault: string): void {
    this.isOver = true;
    if (fault === "terminate") this.socket.terminate();
    else if (fault !== "stall") this.finish(1011, "NET-0000");
  }

  private finish(code: number, reason: string): void {
    this.isOver = true;
    this.socket.close(code, reason);
  }

  private stop(): void {
    this.isOver = true;
    clearTimeout(this.idleTimer);
  }

  private send(message: Record<string, unknown>): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(message));
  }
}

function messageType(text: string): unknown {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === "object" && message !== null && "type" in message ? message.type : null;
  } catch {
    return null;
  }
}
