import type { SpokenWord } from "./port.ts";

/** The version in whose terms this is written: `voice` is a plain id, errors are structured. */
export const CARTESIA_VERSION = "2026-08-14";

export type ServerMessage =
  | { type: "chunk"; contextId: string; data: string }
  | { type: "timestamps"; contextId: string; words: SpokenWord[] }
  | { type: "flush_done"; contextId: string }
  | { type: "done"; contextId: string }
  | { type: "error"; contextId: string | null; status: number; message: string }
  | { type: "other" };

interface Raw {
  type?: unknown;
  context_id?: unknown;
  data?: unknown;
  status_code?: unknown;
  title?: unknown;
  message?: unknown;
  word_timestamps?: { words?: unknown; start?: unknown; end?: unknown };
}

/** Reads one message; what is malformed or new to us is `other`. The audio stays base64: the caller may not want it. */
export function readServerMessage(text: string): ServerMessage {
  let raw: Raw | null;
  try {
    raw = JSON.parse(text) as Raw | null;
  } catch {
    return { type: "other" };
  }
  const contextId = typeof raw?.context_id === "string" ? raw.context_id : null;
  if (raw?.type === "error")
    return {
      type: "error",
      contextId,
      status: typeof raw.status_code === "number" ? raw.status_code : 500,
      message: [raw.title, raw.message].filter((part) => typeof part === "string").join(": "),
    };
  if (contextId === null) return { type: "other" };
  switch (raw?.type) {
    case "chunk":
      return typeof raw.data === "string" ? { type: "chunk", contextId, data: raw.data } : { type: "other" };
    case "timestamps":
      return { type: "timestamps", contextId, words: readWords(raw.word_timestamps) };
    case "flush_done":
    case "done":
      return { type: raw.type, contextId };
    default:
      return { type: "other" };
  }
}

function readWords(stamps: Raw["word_timestamps"]): SpokenWord[] {
  const { words, start, end } = stamps ?? {};
  if (!Array.isArray(words) || !Array.isArray(start) || !Array.isArray(end)) return [];
  return words.map((word: unknown, i) => ({
    word: String(word),
    startMs: Math.round(Number(start[i] ?? 0) * 1000),
    endMs: Math.round(Number(end[i] ?? 0) * 1000),
  }));
}

/** Fields that every input of one context must repeat unchanged. */
export interface ContextSettings {
  model_id: string;
  voice: string;
  language: string;
  output_format: { container: "raw"; encoding: "pcm_s16le"; sample_rate: number };
  max_buffer_delay_ms: number;
  add_timestamps: boolean;
}

export function inputMessage(
  contextId: string,
  settings: ContextSettings,
  transcript: string,
  more: boolean,
): string {
  return JSON.stringify({ context_id: contextId, ...settings, transcript, continue: more });
}

export const cancelMessage = (contextId: string): string =>
  JSON.stringify({ context_id: contextId, cancel: true });
