import { bytesToMs } from "#lib/audio/format";
import { ProviderError } from "../errors.ts";
import { Watchdog } from "../watchdog.ts";
import { deepgramError } from "./aura-faults.ts";
import { estimateWords } from "./estimated-words.ts";
import type { TtsEvent, Utterance } from "./port.ts";

/** Shorter ones go with the next: each piece is a request. */
const SHORTEST_PIECE = 24;
/** As "Dr." does, which would be said with a pause behind it. */
const SEEMS_SHORTENED = /\p{Lu}\p{L}{0,3}\.\s*$/u;
const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });

export type SpeakPiece = (text: string, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;

/**
 * Speaks its text sentence by sentence; the next is asked for when the audio of the last is here. What each word's place
 * was is known only then, so that a voice that stops in the middle has to say no more than one sentence again.
 */
export class AuraUtterance implements Utterance {
  private readonly speakPiece: SpeakPiece;
  private readonly stallMs: number;
  private readonly onEvent: (event: TtsEvent) => void;
  private readonly stopped = new AbortController();
  private readonly texts: string[] = [];
  private isSpeaking = false;
  private isEnded = false;
  private bytes = 0;

  constructor(speakPiece: SpeakPiece, stallMs: number, onEvent: (event: TtsEvent) => void) {
    this.speakPiece = speakPiece;
    this.stallMs = stallMs;
    this.onEvent = onEvent;
  }

  push(text: string): void {
    if (this.isEnded || text.trim() === "") return;
    this.texts.push(...piecesOf(text));
    void this.speakOn();
  }

  end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    void this.speakOn();
  }

  cancel(): void {
    this.stopped.abort();
  }

  private async speakOn(): Promise<void> {
    if (this.isSpeaking || this.stopped.signal.aborted) return;
    this.isSpeaking = true;
    try {
      for (let text = this.texts.shift(); text !== undefined; text = this.texts.shift()) {
        await this.speakOne(text);
        if (this.stopped.signal.aborted) return;
      }
      if (!this.isEnded) return;
      this.stopped.abort();
      this.onEvent({ type: "done" });
    } catch (error) {
      if (this.stopped.signal.aborted) return;
      this.stopped.abort();
      this.onEvent({ type: "failed", error: deepgramError(error) });
    } finally {
      this.isSpeaking = false;
    }
  }

  private async speakOne(text: string): Promise<void> {
    const own = new AbortController();
    const { signal } = this.stopped;
    const stop = (): void => own.abort();
    signal.addEventListener("abort", stop, { once: true });
    let isLate = false;
    const watchdog = new Watchdog(this.stallMs, () => {
      isLate = true;
      own.abort();
    });
    watchdog.feed();
    const fromMs = bytesToMs(this.bytes);
    try {
      let odd = Buffer.alloc(0);
      for await (const chunk of await this.speakPiece(text, own.signal)) {
        if (signal.aborted) return;
        watchdog.feed();
        const bytes = Buffer.concat([odd, chunk]);
        const pcm = bytes.subarray(0, bytes.length - (bytes.length % 2));
        odd = bytes.subarray(pcm.length);
        if (pcm.length === 0) continue;
        this.bytes += pcm.length;
        this.onEvent({ type: "audio", pcm });
      }
      if (signal.aborted) return;
      if (isLate) throw new ProviderError("deepgram", "timeout", "no audio came");
      const durationMs = bytesToMs(this.bytes) - fromMs;
      if (durationMs === 0) throw new ProviderError("deepgram", "broken", "it gave no sound");
      this.onEvent({ type: "words", words: estimateWords(text, durationMs, fromMs) });
    } catch (error) {
      throw isLate ? new ProviderError("deepgram", "timeout", error) : error;
    } finally {
      watchdog.rest();
      signal.removeEventListener("abort", stop);
      own.abort();
    }
  }
}

/** Joined they are the text, verbatim. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const { segment } of sentences.segment(text)) {
    piece += segment;
    if (piece.trim().length < SHORTEST_PIECE || SEEMS_SHORTENED.test(piece)) continue;
    pieces.push(piece);
    piece = "";
  }
  if (piece.trim() !== "") pieces.push(piece);
  return pieces;
}
