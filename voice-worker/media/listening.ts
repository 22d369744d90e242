import { BYTES_PER_SAMPLE, FRAME_BYTES } from "#lib/audio/format";

/** Where a listener's audio goes: it takes a frame at once, or loses it. */
export interface ListenerSink {
  frame(mixed: Buffer): void;
  end(): void;
}

/** So many people hear one call at most. */
const MOST_LISTENERS = 8;
const HIGHEST = 32_767;
const LOWEST = -32_768;

/** Both voices in one frame. */
export function mixed(callee: Buffer, agent: Buffer | null): Buffer {
  const frame = Buffer.from(callee);
  if (agent === null) return frame;
  for (let at = 0; at < FRAME_BYTES; at += BYTES_PER_SAMPLE) {
    const sum = callee.readInt16LE(at) + agent.readInt16LE(at);
    frame.writeInt16LE(Math.max(LOWEST, Math.min(HIGHEST, sum)), at);
  }
  return frame;
}

/** Who listens in to which call. Without a listener a frame costs one look into a map; with one, the call waits for nothing. */
export class Listening {
  private readonly byCall = new Map<string, Set<ListenerSink>>();

  /** The way to stop; null: enough people listen, and nothing was opened. */
  add(callId: string, open: () => ListenerSink): (() => void) | null {
    const sinks = this.byCall.get(callId) ?? new Set();
    if (sinks.size >= MOST_LISTENERS) return null;
    const sink = open();
    sinks.add(sink);
    this.byCall.set(callId, sinks);
    return () => {
      sinks.delete(sink);
      if (sinks.size === 0 && this.byCall.get(callId) === sinks) this.byCall.delete(callId);
    };
  }

  frame(callId: string, callee: Buffer, agent: Buffer | null): void {
    const sinks = this.byCall.get(callId);
    if (sinks === undefined) return;
    const frame = mixed(callee, agent);
    for (const sink of sinks) sink.frame(frame);
  }

  end(callId: string): void {
    const sinks = this.byCall.get(callId);
    this.byCall.delete(callId);
    for (const sink of sinks ?? []) sink.end();
  }
}
