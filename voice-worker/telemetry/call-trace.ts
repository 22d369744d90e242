import type { Traces } from "#lib/observability/traces";
import type { ToldTurn } from "../call/turn-stopwatch.ts";

/** What a conversation tells of itself, when its parts are over. Nothing waits for it: a span is an entry in a list. */
export interface CallTrace {
  /** The carrier has opened the audio socket. */
  connected(): void;
  turn(turn: ToldTurn): void;
  hungUp(fromMs: number, isFailed: boolean): void;
  /** The conversation is over. */
  ended(): void;
}

const UNTRACED: CallTrace = { connected() {}, turn() {}, hungUp() {}, ended() {} };

/** `place`: the call's own. */
export function callTrace(traces: Traces | null | undefined, place: string | null | undefined): CallTrace {
  if (!traces || !place) return UNTRACED;
  const conversation = traces.keepPlace(place);
  let connectedAtMs: number | null = null;
  return {
    connected() {
      connectedAtMs ??= Date.now();
    },
    turn: (turn) => tellTurn(traces, conversation, turn),
    hungUp(fromMs, isFailed) {
      traces.tell({ name: "hang up", kind: "client", parent: place, fromMs, toMs: Date.now(), isFailed });
    },
    ended() {
      if (connectedAtMs === null) return;
      const toMs = Date.now();
      traces.tell({
        name: "media socket",
        kind: "server",
        place: conversation,
        parent: place,
        fromMs: connectedAtMs,
        toMs,
      });
    },
  };
}

/** A turn of ours begins where the callee's words end: what they waited for is part of it. */
function tellTurn(traces: Traces, parent: string, turn: ToldTurn): void {
  const { stages, latency } = turn;
  const place = traces.keepPlace(parent);
  // Stages are taken by the monotonic clock.
  const offsetMs = Date.now() - performance.now();
  let fromMs = turn.fromMs;
  const tell = (name: string, stage: { fromMs: number; toMs: number }): void => {
    const times = { fromMs: stage.fromMs + offsetMs, toMs: stage.toMs + offsetMs };
    fromMs = Math.min(fromMs, times.fromMs);
    traces.tell({ name, kind: "client", parent: place, ...times });
  };
  if (stages !== null) {
    tell("stt: end of turn", stages.stt);
    tell("llm: first token", stages.llm);
    tell("tts: first sound", stages.tts);
  }
  traces.tell({
    name: `turn: ${turn.role}`,
    place,
    parent,
    fromMs,
    toMs: turn.toMs,
    attributes: {
      "talky.turn": turn.index,
      "talky.interrupted": turn.isInterrupted,
      ...(latency === null
        ? {}
        : { "talky.waited_ms": latency.totalMs, "talky.speculative": latency.speculative }),
    },
  });
}
