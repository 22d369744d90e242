import Groq, { toFile } from "groq-sdk";
import { z } from "zod";
import { FRAME_BYTES, FRAME_MS, SAMPLE_RATE_HZ } from "#lib/audio/format";
import { FrameCutter } from "#lib/audio/frame-cutter";
import { wavHeader } from "#lib/audio/wav";
import { groqError } from "../llm/groq-faults.ts";
import { checkGroqModel } from "../llm/groq-models.ts";
import type { Stt, SttEvent, SttOptions, SttStream, SttWord } from "./port.ts";
import { type Utterance, UtteranceCutter } from "./utterance-cutter.ts";

export interface GroqWhisperOptions {
  apiKey: string;
  /** Default: Groq's own. Without `/openai/v1`. */
  baseUrl?: string;
  model: string;
  /** Longest wait for one transcription. Default 5000. */
  timeoutMs?: number;
}

/** Speech so long is transcribed before it ends, so that it can interrupt. */
const INTERIM_AFTER_FRAMES = 1200 / FRAME_MS;
const INTERIM_EVERY_FRAMES = 2000 / FRAME_MS;
/** Whisper makes up words for silence, and says how likely it is that there were none. */
const MOST_NO_SPEECH = 0.6;

const transcription = z.object({
  text: z.string(),
  words: z.array(z.object({ word: z.string(), start: z.number(), end: z.number() })).nullish(),
  segments: z.array(z.object({ no_speech_prob: z.number().default(0) })).nullish(),
});

interface Transcript {
  text: string;
  words: SttWord[];
}

/** Groq's Whisper behind the port of a stream: utterances are cut by loudness, and each is transcribed as a file. */
export function createGroqWhisper(options: GroqWhisperOptions): Stt {
  const client = new Groq({
    apiKey: options.apiKey,
    ...(options.baseUrl && { baseURL: options.baseUrl.replace(/\/+$/, "") }),
    maxRetries: 0,
    timeout: options.timeoutMs ?? 5000,
    logLevel: "off",
  });

  async function transcribe(utterance: Utterance, stt: SttOptions, signal: AbortSignal): Promise<Transcript> {
    const pcm = Buffer.concat(utterance.frames);
    const header = wavHeader({ channels: 1, sampleRateHz: SAMPLE_RATE_HZ }, pcm.length);
    try {
      const answer = transcription.parse(
        await client.audio.transcriptions.create(
          {
            file: await toFile(Buffer.concat([header, pcm]), "speech.wav", { type: "audio/wav" }),
            model: options.model,
            language: stt.language.slice(0, 2).toLowerCase(),
            response_format: "verbose_json",
            timestamp_granularities: ["word", "segment"],
            temperature: 0,
            ...(stt.keyterms?.length && { prompt: stt.keyterms.join(", ") }),
          },
          { signal },
        ),
      );
      if (answer.segments?.length && answer.segments.every((s) => s.no_speech_prob > MOST_NO_SPEECH))
        return { text: "", words: [] };
      const fromMs = utterance.fromFrame * FRAME_MS;
      const onClock = (seconds: number): number => Math.round(fromMs + seconds * 1000);
      const words = (answer.words ?? []).map(({ word, start, end }) => ({
        word: word.trim(),
        startMs: onClock(start),
        endMs: onClock(end),
      }));
      return { text: answer.text.trim(), words };
    } catch (error) {
      throw groqError(error);
    }
  }

  return {
    name: "groq",
    modelFor: () => options.model,
    open: (stt, onEvent) =>
      Promise.resolve(new WhisperStream((utterance, signal) => transcribe(utterance, stt, signal), onEvent)),
    check: () => checkGroqModel(client, options.model),
  };
}

/** Transcripts come out in the order of the utterances; an interim one never behind its utterance's last. */
class WhisperStream implements SttStream {
  private readonly transcribe: (utterance: Utterance, signal: AbortSignal) => Promise<Transcript>;
  private readonly onEvent: (event: SttEvent) => void;
  private readonly frames = new FrameCutter(FRAME_BYTES);
  private readonly cutter = new UtteranceCutter();
  private readonly stopped = new AbortController();
  private pending: Promise<void> = Promise.resolve();
  private pendingCount = 0;
  private nextInterimFrame = 0;
  private isInTurn = false;

  constructor(
    transcribe: (utterance: Utterance, signal: AbortSignal) => Promise<Transcript>,
    onEvent: (event: SttEvent) => void,
  ) {
    this.transcribe = transcribe;
    this.onEvent = onEvent;
  }

  send(pcm: Buffer): void {
    if (this.stopped.signal.aborted) return;
    for (const frame of this.frames.push(pcm)) {
      const step = this.cutter.push(frame);
      if (typeof step === "object") this.enqueue(step.ended, true);
      else if (step === "speaking") this.considerInterim();
    }
  }

  close(): void {
    this.stopped.abort();
  }

  private considerInterim(): void {
    const { speaking } = this.cutter;
    if (speaking === null || this.pendingCount > 0) return;
    const at = speaking.fromFrame + speaking.frames.length;
    if (speaking.frames.length < INTERIM_AFTER_FRAMES || at < this.nextInterimFrame) return;
    this.nextInterimFrame = at + INTERIM_EVERY_FRAMES;
    this.enqueue({ ...speaking, frames: [...speaking.frames] }, false);
  }

  private enqueue(utterance: Utterance, isLast: boolean): void {
    this.pendingCount += 1;
    this.pending = this.afterPending(utterance, isLast);
  }

  private async afterPending(utterance: Utterance, isLast: boolean): Promise<void> {
    await this.pending;
    const { signal } = this.stopped;
    try {
      const transcript = signal.aborted ? null : await this.transcribe(utterance, signal);
      if (transcript !== null && !signal.aborted) this.tell(transcript, utterance, isLast);
    } catch (error) {
      if (signal.aborted) return;
      this.stopped.abort();
      this.onEvent({ type: "lost", error: groqError(error) });
    } finally {
      this.pendingCount -= 1;
    }
  }

  private tell({ text, words }: Transcript, utterance: Utterance, isLast: boolean): void {
    const audioEndMs = (utterance.fromFrame + utterance.frames.length) * FRAME_MS;
    const turn = { transcript: text, words, audioEndMs };
    if (text !== "" && !this.isInTurn) this.onEvent({ type: "start_of_turn", ...turn });
    else if (text !== "" && !isLast) this.onEvent({ type: "update", ...turn });
    const wasInTurn = this.isInTurn || text !== "";
    this.isInTurn = wasInTurn && !isLast;
    if (isLast && wasInTurn) this.onEvent({ type: "end_of_turn", ...turn });
  }
}
