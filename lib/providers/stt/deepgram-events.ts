import { z } from "zod";
import type { HeardMessage } from "./deepgram-stream.ts";
import type { SttEvent } from "./port.ts";

const turnInfo = z.object({
  type: z.literal("TurnInfo"),
  event: z.string(),
  audio_window_end: z.number(),
  transcript: z.string(),
  words: z
    .array(z.object({ word: z.string(), start: z.number().optional(), end: z.number().optional() }))
    .default([]),
});
const fatal = z.object({
  type: z.literal("Error"),
  code: z.string().optional(),
  description: z.string().optional(),
});

const NOTHING: HeardMessage = { kind: "events", events: [] };
const EVENTS: Partial<Record<string, Exclude<SttEvent["type"], "lost">>> = {
  StartOfTurn: "start_of_turn",
  Update: "update",
  EagerEndOfTurn: "eager_end_of_turn",
  TurnResumed: "turn_resumed",
  EndOfTurn: "end_of_turn",
};

/** Reads one message of Flux. What is new or unknown to us is no event, never an error. */
export function readFluxMessage(message: unknown): HeardMessage {
  const turn = turnInfo.safeParse(message);
  if (turn.success) {
    const type = EVENTS[turn.data.event];
    if (!type) return NOTHING;
    const audioEndMs = ms(turn.data.audio_window_end);
    const words = turn.data.words.map((w) => ({
      word: w.word,
      startMs: w.start === undefined ? audioEndMs : ms(w.start),
      endMs: w.end === undefined ? audioEndMs : ms(w.end),
    }));
    return { kind: "events", events: [{ type, transcript: turn.data.transcript, words, audioEndMs }] };
  }
  const error = fatal.safeParse(message);
  if (error.success) return { kind: "fatal", reason: `${error.data.code}: ${error.data.description}` };
  return NOTHING;
}

const ms = (seconds: number): number => Math.round(seconds * 1000);
