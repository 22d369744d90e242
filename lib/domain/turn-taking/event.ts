import type { ToolUse } from "../conversation/tools.ts";
import type { TimedWord } from "./heard-text.ts";

/** What happens to a call. Whatever carries a `generation` other than the current one is dropped. */
export type TurnTakingEvent =
  | { type: "connected" }
  /** Something loud is on the line: the recogniser has not said yet what. Only matters until we have greeted. */
  | { type: "callee.sound" }
  /** Callee speech: the transcript is always the whole turn so far; words on the call's audio clock. */
  | { type: "callee.speech"; transcript: string; words: readonly TimedWord[] }
  /** The callee is probably done; and then: they go on after all. */
  | { type: "callee.pausing"; transcript: string; words: readonly TimedWord[] }
  | { type: "callee.resumed"; transcript: string; words: readonly TimedWord[] }
  | { type: "callee.ended"; transcript: string; words: readonly TimedWord[] }
  | { type: "dtmf"; digit: string }
  | { type: "machine" }
  /** The tone after a greeting; `isSure`: the carrier says so, not only our own ear. */
  | { type: "beep"; isSure: boolean }
  | { type: "fax" }
  | { type: "reply.text"; generation: number; text: string }
  | { type: "reply.tools"; generation: number; uses: readonly ToolUse[] }
  | { type: "reply.end"; generation: number }
  | { type: "reply.failed"; generation: number; retryable: boolean }
  /** Audio went to the line: `sentMs` of this utterance so far. */
  | { type: "speech.audio"; generation: number; sentMs: number }
  | { type: "speech.words"; generation: number; words: readonly TimedWord[] }
  /** The voice is done; nothing more will be sent. */
  | { type: "speech.end"; generation: number; totalMs: number }
  | { type: "speech.failed"; generation: number }
  /** How much of the utterance the callee has heard by now; given before any event that may depend on it. */
  | { type: "played"; generation: number; heardMs: number }
  /** The mark behind the last frame came back. */
  | { type: "played.all"; generation: number }
  /** A tool that takes time is done; it may belong to an utterance that is over. */
  | { type: "tool.result"; run: number; result: string }
  | { type: "stt.lost" }
  | { type: "opt_out.recorded" }
  /** Somebody other than the two in the call wants it over. */
  | { type: "end.asked"; by: "operator" | "limit" | "error" }
  /** The audio is gone and may come back: nothing is heard on either side until it does. */
  | { type: "line.dropped" }
  | { type: "line.restored" }
  /** A colleague has picked up; the carrier would not even try, with our audio still there. */
  | { type: "transfer.answered" }
  | { type: "transfer.refused" }
  | { type: "line.closed"; by: "callee" | "carrier" }
  | { type: "tick" };
