import type { ConversationEnd, ConversationFacts } from "../conversation/disposition.ts";
import type { ConversationState } from "../conversation/machine.ts";
import type { ToolUse } from "../conversation/tools.ts";
import type { TransferRequest } from "../conversation/transfer.ts";
import type { AnsweredBy, SessionState } from "../statuses.ts";

export interface ToolRecord {
  name: string;
  arguments: string;
  result: string;
}

/** A finished turn, on the call's audio clock. */
export interface TurnRecord {
  index: number;
  role: "agent" | "callee" | "tool";
  text: string;
  generatedText: string | null;
  interrupted: boolean;
  startedMs: number;
  endedMs: number;
  tool: ToolRecord | null;
  /** The utterance it was; its latencies are kept by this number. Agent only. */
  generation: number | null;
}

/** What is to be done, in this order; the reducer does nothing by itself. */
export type Effect =
  /** `heard`: what the callee seems to have said; it is not in the history yet, and the answer is held. */
  | { type: "start_reply"; generation: number; heard?: string }
  | { type: "cancel_reply" }
  /** `text` as it was written, `voiced` as the voice is to say it; the first one of a generation opens the utterance. */
  | { type: "speak"; generation: number; text: string; voiced: string; isHeld?: true }
  /** What was held of it goes on the line; from here on nothing is held. */
  | { type: "release_speech"; generation: number }
  | { type: "end_speech"; generation: number }
  | { type: "cancel_speech" }
  /** Throw away what the carrier has not played yet. */
  | { type: "clear" }
  | { type: "store_turn"; turn: TurnRecord }
  /** To be answered by `tool.result`. Not to be cancelled: what it does may be half done. */
  | { type: "run_tool"; run: number; use: ToolUse }
  | { type: "record_opt_out"; how: "said" | "dtmf" | "tool"; words: string }
  | { type: "record_callback"; when: string; at: string | null }
  /** The callee had heard the disclosure whole, at this moment of the call's clock. */
  | { type: "disclosed"; atMs: number }
  /** It is known, or known better, who has answered. */
  | { type: "picked_up"; who: AnsweredBy }
  | { type: "conversation_state"; state: ConversationState }
  /** The carrier is to connect a colleague; our audio ends with it. */
  | { type: "transfer"; request: TransferRequest }
  | { type: "session_state"; state: SessionState }
  | { type: "hang_up"; reason: ConversationEnd }
  | { type: "finish"; facts: ConversationFacts };
