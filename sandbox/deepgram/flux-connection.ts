import type { WebSocket } from "ws";
import { Recogniser } from "../speech/recogniser.ts";
import type { SpeechCorpus } from "../speech/speech-corpus.ts";
import type { World } from "../world.ts";
import { DeepgramRefusal } from "./deepgram-refusal.ts";
import { checkThresholds, type FluxSettings } from "./flux-settings.ts";
import { type FluxEvent, FluxTurns } from "./flux-turns.ts";
import { CANNOT_RECOGNISE, isBeyondUs, listenFault } from "./listen-faults.ts";

/** Audio is judged in slices of 20 ms, whatever the size of the messages it came in. */
const SLICE_BYTES = 640;
const CONFIDENCE = 0.98;

export interface ListenOptions {
  requestId: string;
  corpus: SpeechCorpus;
  /** Neither audio nor a ping for so long ends the stream. */
  idleTimeoutMs: number;
  /** Loud audio for so long, and not a word of this sandbox in it: it says that it cannot understand real people. */
  unknownSpeechLimitMs: number;
  /** What goes wrong once the first word was heard. */
  fault: string | null;
}

/** One stream on `/v2/listen`. */
export class FluxConnection {
  private readonly socket: WebSocket;
  private readonly settings: FluxSettings;
  private readonly options: ListenOptions;
  private readonly recogniser: Recogniser;
  private readonly turns: FluxTurns;
  private readonly idleTimer: NodeJS.Timeout;
  private sequenceId = 0;
  private isOver = false;

  /** Answers the client until the socket closes. */
  static serve(socket: WebSocket, world: World, settings: FluxSettings, options: ListenOptions): void {
    const connection = new FluxConnection(socket, world, settings, options);
    connection.send({ type: "Connected" });
  }

  private constructor(socket: WebSocket, world: World, settings: FluxSettings, options: ListenOptions) {
    this.socket = socket;
    this.settings = settings;
    this.options = options;
    this.recogniser = new Recogniser(options.corpus);
    this.turns = new FluxTurns(settings.thresholds, () => world.jittered(world.latencies.sttEotMs));
    this.idleTimer = setTimeout(() => this.finish(1011, "NET-0001"), options.idleTimeoutMs);
    socket.on("ping", () => this.idleTimer.refresh());
    socket.on("message", (data, isBinary) => {
      this.idleTimer.refresh();
      if (this.isOver) return;
      if (isBinary) this.hear(data as Buffer);
      else this.obey((data as Buffer).toString("utf8"));
    });
    socket.on("close", () => this.stop());
    socket.on("error", () => this.stop());
  }

  private hear(audio: Buffer): void {
    if (audio.length === 0) return this.closeStream();
    for (let at = 0; at < audio.length && !this.isOver; at += SLICE_BYTES) {
      this.recogniser.feed(audio.subarray(at, at + SLICE_BYTES));
      for (const event of this.turns.advance(this.heard())) {
        this.tell(event);
      }
      const fault = listenFault(this.options.fault, this.recogniser);
      if (fault !== null) return this.strike(fault);
      if (isBeyondUs(this.recogniser, this.options.unknownSpeechLimitMs))
        this.fail("SANDBOX_CANNOT_RECOGNISE", CANNOT_RECOGNISE);
    }
  }

  private heard() {
    const { positionMs, lastSpeechEndMs, isSpeaking, expectsMore } = this.recogniser;
    return {
      positionMs,
      words: this.recogniser.words(),
      speechEndMs: lastSpeechEndMs,
      isSpeaking,
      expectsMore,
    };
  }

  private obey(text: string): void {
    const message = parseMessage(text);
    if (message?.type === "CloseStream") this.closeStream();
    else if (message?.type === "Configure") this.configure(message);
    else this.failClient("UNPARSABLE_CLIENT_MESSAGE", `Unknown message: ${text.slice(0, 80)}`);
  }

  private closeStream(): void {
    const last = this.turns.last(this.heard());
    if (last.words.length > 0) this.tell(last);
    this.finish(1000, "");
  }

  private configure(message: Record<string, unknown>): void {
    try {
      const now = this.turns.thresholds;
      const wanted = asFields(message.thresholds);
      this.turns.thresholds = checkThresholds({
        eotThreshold: numberOr(wanted.eot_threshold, now.eotThreshold),
        eagerEotThreshold: numberOr(wanted.eager_eot_threshold, now.eagerEotThreshold),
        eotTimeoutMs: numberOr(wanted.eot_timeout_ms, now.eotTimeoutMs),
      });
      this.settings.keyterms = stringsOr(message.keyterms, this.settings.keyterms);
      this.settings.languageHints = stringsOr(message.language_hints, this.settings.languageHints);
    } catch (error) {
      if (!(error instanceof DeepgramRefusal)) throw error;
      this.send({ type: "ConfigureFailure" });
      return;
    }
    const { eotThreshold, eagerEotThreshold, eotTimeoutMs } = this.turns.thresholds;
    this.send({
      type: "ConfigureSuccess",
      thresholds: {
        eot_threshold: eotThreshold,
        eager_eot_threshold: eagerEotThreshold ?? undefined,
        eot_timeout_ms: eotTimeoutMs,
      },
      keyterms: this.settings.keyterms,
      language_hints: this.settings.languageHints,
    });
  }

  private tell(event: FluxEvent): void {
    const words = event.words.map(({ word, startMs, endMs }) => ({
      word,
      confidence: CONFIDENCE,
      start: startMs / 1000,
      end: endMs / 1000,
    }));
    this.send({
      type: "TurnInfo",
      event: event.event,
      turn_index: event.turnIndex,
      audio_window_start: event.windowStartMs / 1000,
      audio_window_end: event.windowEndMs / 1000,
      transcript: words.map(({ word }) => word).join(" "),
      words,
      end_of_turn_confidence: event.endOfTurnConfidence,
      trigger: event.trigger,
      languages: this.settings.isMultilingual ? ["en"] : undefined,
      languages_hinted: this.settings.isMultilingual ? this.settings.languageHints : undefined,
    });
  }

  /** `stall` never speaks again, `error` is told, `terminate` cuts the line, anything else closes with 1011. */
  private strike(fault: string): void {
    this.isOver = true;
    if (fault === "terminate") this.socket.terminate();
    else if (fault === "error") this.fail("INTERNAL_SERVER_ERROR", "An internal error occurred.");
    else if (fault !== "stall") this.finish(1011, "NET-0000");
  }

  private fail(code: string, description: string): void {
    this.send({ type: "Error", code, description });
    this.finish(1011, "");
  }

  private failClient(code: string, description: string): void {
    this.send({ type: "Error", code, description });
    this.finish(1008, "");
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
    if (this.socket.readyState !== this.socket.OPEN) return;
    const { type, ...rest } = message;
    const { requestId } = this.options;
    this.socket.send(
      JSON.stringify({ type, request_id: requestId, sequence_id: this.sequenceId++, ...rest }),
    );
  }
}

function parseMessage(text: string): Record<string, unknown> | null {
  try {
    return asFields(JSON.parse(text));
  } catch {
    return null;
  }
}

function asFields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function numberOr<T extends number | null>(value: unknown, otherwise: T): number | T {
  if (value === undefined) return otherwise;
  return typeof value === "number" ? value : Number.NaN;
}

function stringsOr(value: unknown, otherwise: string[]): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.map(String) : otherwise;
}
