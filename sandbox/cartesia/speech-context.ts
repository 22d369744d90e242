import { setTimeout as pause } from "node:timers/promises";
import { tripsOver } from "../callees/mishaps.ts";
import type { World } from "../world.ts";
import { BYTES_PER_SAMPLE, encodeAudio } from "./encode-audio.ts";
import type { SpeechSettings } from "./generation-request.ts";
import { type RenderedSpeech, renderSpeech } from "./rendered-speech.ts";
import { splitSentences } from "./sentences.ts";

const CHUNK_MS = 100;
/** A context without input for so long after its last audio is over. */
const EXPIRY_MS = 1_000;
/** What was on its way when a cancel came still arrives. */
const CHUNKS_AFTER_CANCEL = 3;
/** Audio of a context that a fault lets through first, so that it strikes in mid-sentence. */
const CHUNKS_BEFORE_FAULT = 3;

export interface ContextInput {
  transcript: string;
  continues: boolean;
  flush: boolean;
  maxBufferDelayMs: number;
}

/** A piece of text to be spoken, or with `flushId` the end of a flush. */
type Work = { audio: Promise<RenderedSpeech> } | { flushId: number };

export interface ContextOutlet {
  send(event: Record<string, unknown>): void;
  /** Nothing more comes of this context. */
  ended(): void;
  failed(fault: string): void;
}

/** One context: text comes in, is spoken in order, piece by piece, faster than real time. */
export class SpeechContext {
  private readonly settings: SpeechSettings;
  private readonly world: World;
  private readonly outlet: ContextOutlet;
  private readonly realTimeFactor: number;
  private fault: string | null;
  private transcript = "";
  private readonly stopped = new AbortController();
  private readonly work: Work[] = [];
  private text = "";
  private bufferTimer: NodeJS.Timeout | null = null;
  private expiryTimer: NodeJS.Timeout | null = null;
  private isWorking = false;
  private isClosedForInput = false;
  private chunksLeft = Number.POSITIVE_INFINITY;
  private flushId = 1;
  private nextFlushId = 1;
  private firstAudioAt: number | null = null;
  private chunksSent = 0;
  private spokenMs = 0;

  /** `fault`: what shall go wrong in mid-sentence, told to `outlet.failed`. */
  constructor(
    settings: SpeechSettings,
    world: World,
    outlet: ContextOutlet,
    options: { realTimeFactor: number; fault: string | null },
  ) {
    this.settings = settings;
    this.world = world;
    this.outlet = outlet;
    this.realTimeFactor = options.realTimeFactor;
    this.fault = options.fault;
  }

  get acceptsInput(): boolean {
    return !this.isClosedForInput;
  }

  accept(input: ContextInput): void {
    this.clearTimers();
    this.text += input.transcript;
    this.transcript += input.transcript;
    if (tripsOver("speaking", this.transcript)) this.fault ??= "error";
    this.isClosedForInput = !input.continues;
    const isWhole = input.maxBufferDelayMs === 0 && input.transcript !== "";
    if (this.isClosedForInput || input.flush || isWhole) {
      this.takeText(true);
      if (input.flush || isWhole) this.work.push({ flushId: this.nextFlushId++ });
    } else {
      this.takeText(false);
      if (this.text) this.bufferTimer = setTimeout(() => this.takeBuffered(), input.maxBufferDelayMs);
    }
    void this.speakOn();
  }

  /** What has not begun is dropped; what is being spoken breaks off soon. */
  cancel(): void {
    this.clearTimers();
    this.isClosedForInput = true;
    this.text = "";
    this.work.length = 0;
    this.chunksLeft = this.chunksSent === 0 ? 0 : CHUNKS_AFTER_CANCEL;
    if (!this.isWorking) this.end();
  }

  /** The socket is gone. */
  dispose(): void {
    this.clearTimers();
    this.stopped.abort();
  }

  private takeBuffered(): void {
    this.takeText(true);
    void this.speakOn();
  }

  /** Queues the whole sentences of the text, and of what is left too when it shall not wait. */
  private takeText(all: boolean): void {
    const { sentences, rest } = splitSentences(this.text);
    this.text = all ? "" : rest;
    for (const piece of all ? [...sentences, rest] : sentences) {
      if (piece.trim() === "") continue;
      this.firstAudioAt ??= performance.now() + this.world.jittered(this.world.latencies.ttsFirstAudioMs);
      const audio = renderSpeech(piece, this.settings);
      // Awaited when its turn comes; until then a failure is not unhandled.
      audio.catch(() => undefined);
      this.work.push({ audio });
    }
  }

  private async speakOn(): Promise<void> {
    if (this.isWorking) return;
    this.isWorking = true;
    try {
      for (let next = this.work.shift(); next; next = this.work.shift()) {
        if ("audio" in next) await this.stream(await next.audio);
        else this.finishFlush(next.flushId);
        if (this.chunksLeft <= 0) return this.end();
      }
      if (this.isClosedForInput) {
        if (this.fault) return this.strike(this.fault);
        if (this.chunksLeft === Number.POSITIVE_INFINITY) this.send({ type: "done", done: true });
        this.end();
      } else if (this.chunksSent > 0 && !this.text) {
        this.expiryTimer = setTimeout(() => this.expire(), EXPIRY_MS);
      }
    } catch {
      if (!this.stopped.signal.aborted) this.outlet.failed("error");
    } finally {
      this.isWorking = false;
    }
  }

  private async stream({ pcm, words }: RenderedSpeech): Promise<void> {
    const { output, addTimestamps } = this.settings;
    await this.wait((this.firstAudioAt ?? 0) - performance.now());
    if (addTimestamps && words.length > 0 && this.chunksLeft > 0) this.sendTimestamps(words);
    const audio = encodeAudio(pcm, output.encoding, output.sampleRateHz);
    const chunkBytes = ((output.sampleRateHz * CHUNK_MS) / 1000) * BYTES_PER_SAMPLE[output.encoding];
    for (let at = 0; at < audio.length && this.chunksLeft > 0; at += chunkBytes) {
      const startedAt = performance.now();
      if (this.fault && this.chunksSent >= CHUNKS_BEFORE_FAULT) return this.strike(this.fault);
      const data = audio.subarray(at, at + chunkBytes).toString("base64");
      this.send({
        type: "chunk",
        done: false,
        step_time: CHUNK_MS / this.realTimeFactor,
        data,
        flush_id: this.flushId,
      });
      this.chunksSent += 1;
      this.chunksLeft -= 1;
      await this.wait(CHUNK_MS / this.realTimeFactor - (performance.now() - startedAt));
    }
    this.spokenMs += (pcm.length / 16_000) * 1000;
  }

  private sendTimestamps(words: RenderedSpeech["words"]): void {
    const seconds = (ms: number) => Math.round(this.spokenMs + ms) / 1000;
    const word_timestamps = {
      words: words.map(({ word }) => word),
      start: words.map(({ startMs }) => seconds(startMs)),
      end: words.map(({ endMs }) => seconds(endMs)),
    };
    this.send({ type: "timestamps", done: false, word_timestamps, flush_id: this.flushId });
  }

  private finishFlush(flushId: number): void {
    this.send({ type: "flush_done", done: false, flush_done: true, flush_id: flushId });
    this.flushId = flushId + 1;
  }

  private strike(fault: string): void {
    this.chunksLeft = 0;
    this.clearTimers();
    this.outlet.failed(fault);
  }

  private expire(): void {
    this.isClosedForInput = true;
    this.send({ type: "done", done: true });
    this.end();
  }

  private send(event: Record<string, unknown>): void {
    this.outlet.send({ ...event, status_code: 206 });
  }

  private end(): void {
    this.clearTimers();
    this.isClosedForInput = true;
    this.outlet.ended();
  }

  private async wait(ms: number): Promise<void> {
    if (ms > 0) await pause(ms, undefined, { signal: this.stopped.signal });
    this.stopped.signal.throwIfAborted();
  }

  private clearTimers(): void {
    if (this.bufferTimer) clearTimeout(this.bufferTimer);
    if (this.expiryTimer) clearTimeout(this.expiryTimer);
    this.bufferTimer = null;
    this.expiryTimer = null;
  }
}
