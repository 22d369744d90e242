import { z } from "zod";
import type { HeardMessage } from "./deepgram-stream.ts";
import type { SttEvent, SttWord } from "./port.ts";

const results = z.object({
  type: z.literal("Results"),
  start: z.number(),
  duration: z.number(),
  is_final: z.boolean().default(false),
  speech_final: z.boolean().default(false),
  channel: z.object({
    alternatives: z.array(
      z.object({
        transcript: z.string(),
        words: z
          .array(
            z.object({
              word: z.string(),
              punctuated_word: z.string().optional(),
              start: z.number(),
              end: z.number(),
            }),
          )
          .default([]),
      }),
    ),
  }),
});
const utteranceEnd = z.object({ type: z.literal("UtteranceEnd") });
const fatal = z.object({ type: z.literal("Error"), description: z.string().optional() });

/** A sentence that has come to its end, in any of the scripts that mark one. */
const SENTENCE_END = /[.!?…。！？؟।][\s"'”’)\]]*$/u;

interface Piece {
  transcript: string;
  words: SttWord[];
}

/**
 * Nova tells windows of audio, not turns: pieces that are final are put together until the speaker pauses. A pause
 * within a sentence is waited out until `UtteranceEnd`.
 */
export class NovaTurns {
  private finals: Piece[] = [];
  private interim: Piece | null = null;
  private isInTurn = false;
  private audioEndMs = 0;

  /** What is new or unknown to us is no event, never an error. */
  take(message: unknown): HeardMessage {
    const result = results.safeParse(message);
    if (result.success) return { kind: "events", events: this.heard(result.data) };
    // It may come behind a `speech_final` that said the same.
    if (utteranceEnd.safeParse(message).success)
      return { kind: "events", events: this.isInTurn ? [this.end()] : [] };
    const error = fatal.safeParse(message);
    if (error.success) return { kind: "fatal", reason: error.data.description ?? "an error" };
    return { kind: "events", events: [] };
  }

  private heard(result: z.infer<typeof results>): SttEvent[] {
    this.audioEndMs = ms(result.start + result.duration);
    const best = result.channel.alternatives[0];
    const piece = best && best.transcript.trim() !== "" ? pieceOf(best) : null;
    if (result.is_final && piece) this.finals.push(piece);
    this.interim = result.is_final ? null : piece;
    const events: SttEvent[] = [];
    if (piece) {
      events.push({ type: this.isInTurn ? "update" : "start_of_turn", ...this.turn() });
      this.isInTurn = true;
    }
    if (this.isInTurn && result.is_final && result.speech_final && SENTENCE_END.test(this.turn().transcript))
      events.push(this.end());
    return events;
  }

  private end(): SttEvent {
    const event: SttEvent = { type: "end_of_turn", ...this.turn() };
    this.finals = [];
    this.interim = null;
    this.isInTurn = false;
    return event;
  }

  private turn(): Piece & { audioEndMs: number } {
    const pieces = this.interim === null ? this.finals : [...this.finals, this.interim];
    return {
      transcript: pieces.map(({ transcript }) => transcript).join(" "),
      words: pieces.flatMap(({ words }) => words),
      audioEndMs: this.audioEndMs,
    };
  }
}

function pieceOf(best: z.infer<typeof results>["channel"]["alternatives"][number]): Piece {
  return {
    transcript: best.transcript.trim(),
    words: best.words.map((word) => ({
      word: word.punctuated_word ?? word.word,
      startMs: ms(word.start),
      endMs: ms(word.end),
    })),
  };
}

const ms = (seconds: number): number => Math.round(seconds * 1000);
