import type { WebSocket } from "ws";
import { BYTES_PER_MS } from "#lib/audio/format";
import { callIn } from "./call-name.ts";
import type { Ledger } from "./ledger.ts";

const FIRST_AUDIO_MS = 90;
const WORD_MS = 300;
const CHUNK_MS = 200;
/** Ten times faster than it is spoken. */
const CHUNK_EVERY_MS = 20;
const CHUNK = Buffer.alloc(CHUNK_MS * BYTES_PER_MS, 0x11).toString("base64");

interface Context {
  audioMs: number;
  sentMs: number;
  isComplete: boolean;
  timer: NodeJS.Timeout | null;
}

/** One socket of a canned voice: a sound of 300 ms for each word, in chunks, with word timestamps. */
export function serveVoice(socket: WebSocket, ledger: Ledger): void {
  const contexts = new Map<string, Context>();
  const send = (contextId: string, message: object): void => {
    if (socket.readyState === socket.OPEN)
      socket.send(JSON.stringify({ context_id: contextId, status_code: 206, done: false, ...message }));
  };

  function play(contextId: string, context: Context, call: number | null): void {
    if (context.sentMs < context.audioMs) {
      if (context.sentMs === 0 && call !== null) ledger.note(call, "voiceSpokeAt");
      send(contextId, { type: "chunk", data: CHUNK });
      context.sentMs += CHUNK_MS;
    }
    if (context.sentMs < context.audioMs) {
      context.timer = setTimeout(() => play(contextId, context, call), CHUNK_EVERY_MS);
      return;
    }
    context.timer = null;
    if (!context.isComplete) return;
    send(contextId, { type: "done", done: true });
    contexts.delete(contextId);
  }

  socket.on("message", (data: Buffer) => {
    const input = JSON.parse(data.toString("utf8")) as {
      context_id: string;
      transcript?: string;
      continue?: boolean;
      cancel?: boolean;
    };
    const { context_id: contextId } = input;
    const known = contexts.get(contextId);
    if (input.cancel) {
      if (known?.timer) clearTimeout(known.timer);
      contexts.delete(contextId);
      return;
    }
    const text = input.transcript ?? "";
    const call = callIn(text);
    const context = known ?? { audioMs: 0, sentMs: 0, isComplete: false, timer: null };
    contexts.set(contextId, context);
    if (known === undefined && call !== null) ledger.note(call, "voiceAskedAt");
    const words = text.match(/\S+/g) ?? [];
    if (words.length > 0)
      send(contextId, {
        type: "timestamps",
        word_timestamps: {
          words,
          start: words.map((_, i) => (context.audioMs + i * WORD_MS) / 1000),
          end: words.map((_, i) => (context.audioMs + (i + 1) * WORD_MS) / 1000),
        },
      });
    context.audioMs += words.length * WORD_MS;
    if (input.continue !== true) context.isComplete = true;
    context.timer ??= setTimeout(
      () => play(contextId, context, call),
      known === undefined ? FIRST_AUDIO_MS : 0,
    );
  });
  socket.on("close", () => {
    for (const { timer } of contexts.values()) if (timer) clearTimeout(timer);
  });
  socket.on("error", () => undefined);
}
