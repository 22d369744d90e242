import type { Pause } from "./play-clock.ts";
import type { ConversationEnd } from "../conversation/disposition.ts";
import { CONVERSATION_BEGUN, type Conversation } from "../conversation/machine.ts";
import type { SpokenPiece } from "../conversation/spoken-form/spoken-form.ts";
import type { ModelDisposition, ToolUse } from "../conversation/tools.ts";
import type { TransferRequest } from "../conversation/transfer.ts";
import type { AnsweredBy, SessionState } from "../statuses.ts";
import type { TurnTakingConfig } from "./config.ts";
import type { TurnTakingEvent } from "./event.ts";
import type { TimedWord } from "./heard-text.ts";

export type DeadlineName =
  | "opening"
  | "answer"
  | "silence"
  | "barge_in"
  | "false_interruption"
  | "stuck_turn"
  | "reply"
  | "speech"
  | "filler"
  | "tool"
  | "played"
  | "opt_out"
  | "farewell"
  | "hang_up"
  | "wrap_up"
  | "transfer"
  | "limit"
  /** The end of a voicemail's greeting. */
  | "voicemail"
  /** The end of our patience with a call screener. */
  | "screening";

/** Times on the call's clock at which a `tick` has something to do. */
export type Deadlines = Readonly<Partial<Record<DeadlineName, number>>>;

export type UtteranceKind =
  | "greeting"
  | "reply"
  | "still_there"
  | "notice"
  | "farewell"
  | "apology"
  | "screening"
  | "voicemail";

/** `announced`: the callee is being told; `asked`: the carrier connects a colleague; `failed`: nobody could be reached. */
export type TransferStage = "none" | "announced" | "asked" | "failed";

export interface ToolResult {
  id: string;
  name: string;
  arguments: string;
  result: string;
}

/** A tool at work; it goes on when the utterance that asked for it is over. */
export interface RunningTool {
  run: number;
  generation: number;
  use: ToolUse;
}

/** What the agent is about to say or is saying. */
export interface AgentUtterance {
  generation: number;
  kind: UtteranceKind;
  /** All that was written for it, whether spoken or not. */
  generated: string;
  /** Written, and not yet a whole clause. */
  pending: string;
  /** Handed to the voice, as it was written, and in pieces as it is said. */
  spoken: string;
  pieces: readonly SpokenPiece[];
  words: readonly TimedWord[];
  /** Place in the transcript and time of the first audio; null before it. */
  index: number | null;
  startedMs: number | null;
  sentMs: number;
  heardMs: number;
  /** For so long the line was gone since the first audio. */
  gapMs: number;
  /** So much later than it was sent its sound began to be played, by what came back from the carrier. */
  lateMs: number;
  /** Where the voice kept us waiting in the middle of it, in order. */
  pauses: readonly Pause[];
  /** Length of the whole audio once the voice is done. */
  totalMs: number | null;
  isWritten: boolean;
  attempt: number;
  toolSteps: number;
  /** Tools were used since the model last wrote anything to be spoken. */
  isToolStepOpen: boolean;
  /** A tool that takes time was used in this step: the model goes on when it has the result. */
  hasSlowTool: boolean;
  /** The model is done with this step, and waits for the tools that are at work. */
  isStepWritten: boolean;
  toolResults: readonly ToolResult[];
  /** Asked for by a tool: say this, then hang up. */
  farewell: string | null;
  /** So many characters at its beginning are said whoever speaks meanwhile. */
  shieldedChars: number;
  /** The rest of the one before it, which was stopped for nothing. */
  isContinuation: boolean;
}

/** What was left unsaid when the callee broke in. */
export interface CutOff {
  kind: UtteranceKind;
  rest: string;
}

export interface CalleeTurn {
  startedMs: number;
  transcript: string;
  words: readonly TimedWord[];
  mayBeEcho?: true | undefined;
  /** How often an answer to it was begun before it was over. */
  speculations: number;
}

/** An answer that is prepared while the callee's turn may still go on; there is then no utterance of ours. */
export interface Speculation {
  /** The plain words that it answers, and no others. */
  words: string;
  utterance: AgentUtterance;
  /** What the model did beyond speaking: happens when the turn is over, or never. */
  held: readonly TurnTakingEvent[];
}

/** What both sides know was said; an agent's text holds nothing that was not heard. */
export type HistoryItem =
  | { role: "callee"; text: string }
  | { role: "agent"; text: string; toolResults: readonly ToolResult[] };

/** Who or what has answered, as far as it is known, and how far we have come with it. */
export interface PickedUp {
  who: AnsweredBy | null;
  /** What their side has said before it was known. */
  text: string;
  /** The screener has had its answer. */
  hasIntroduced: boolean;
  /** `awaited`: the greeting is heard to its end. */
  message: "none" | "awaited" | "being_left" | "left";
}

/** How we wait for the moment to greet. */
export interface Opening {
  /** So much silence is enough. */
  silenceMs: number;
  /** On the call's clock: sound that is no words puts us off no longer. */
  untilMs: number;
}

export const NOBODY_YET: PickedUp = { who: null, text: "", hasIntroduced: false, message: "none" };

export interface TurnTakingState {
  config: TurnTakingConfig;
  phase: SessionState;
  /** The number last given to an utterance. */
  generation: number;
  hasGreeted: boolean;
  /** The disclosure was heard whole. */
  isDisclosed: boolean;
  connectedMs: number;
  opening: Opening;
  /** When something loud was heard last before we greeted; -Infinity: never. */
  soundMs: number;
  agent: AgentUtterance | null;
  speculation: Speculation | null;
  cutOff: CutOff | null;
  /** Our latest words that were heard, on the call's clock: they may come back. */
  lately: readonly TimedWord[];
  /** Our own voice came back before. */
  hasEcho: boolean;
  callee: CalleeTurn | null;
  /** Said by the callee while we spoke on; answered when we are done. */
  held: readonly string[];
  history: readonly HistoryItem[];
  nextIndex: number;
  silencePrompts: number;
  runningTools: readonly RunningTool[];
  /** The number last given to a run of a tool. */
  toolRun: number;
  deadlines: Deadlines;
  /** Since when the line is gone: deadlines wait for it, but for those that end the call. */
  droppedMs: number | null;
  /** Set once: the call is being brought to its end. */
  ending: ConversationEnd | null;
  isHangingUp: boolean;
  isWrapUpDue: boolean;
  optedOut: boolean;
  isOptOutRecorded: boolean;
  /** What is said when the opt-out stands in the list. */
  optOutFarewell: string | null;
  machine: boolean;
  pickedUp: PickedUp;
  conversation: Conversation;
  outcome: ModelDisposition | null;
  transfer: TransferStage;
  /** What the colleague is to know. */
  transferRequest: TransferRequest | null;
  calleeWords: number;
}

export function initialState(config: TurnTakingConfig): TurnTakingState {
  return {
    config,
    phase: "connecting",
    generation: 0,
    hasGreeted: false,
    isDisclosed: false,
    connectedMs: 0,
    opening: { silenceMs: 0, untilMs: 0 },
    soundMs: -Infinity,
    agent: null,
    speculation: null,
    cutOff: null,
    lately: [],
    hasEcho: false,
    callee: null,
    held: [],
    history: [],
    nextIndex: 0,
    silencePrompts: 0,
    runningTools: [],
    toolRun: 0,
    deadlines: {},
    droppedMs: null,
    ending: null,
    isHangingUp: false,
    isWrapUpDue: false,
    optedOut: false,
    isOptOutRecorded: false,
    optOutFarewell: null,
    machine: false,
    pickedUp: NOBODY_YET,
    conversation: CONVERSATION_BEGUN,
    outcome: null,
    transfer: "none",
    transferRequest: null,
    calleeWords: 0,
  };
}

/** These come true without a line too. */
const LINELESS: ReadonlySet<DeadlineName> = new Set(["limit", "hang_up", "opt_out", "transfer"]);

/** The deadlines that time can bring about now. */
export function runningDeadlines(state: TurnTakingState): [DeadlineName, number][] {
  const all = Object.entries(state.deadlines) as [DeadlineName, number][];
  return state.droppedMs === null ? all : all.filter(([name]) => LINELESS.has(name));
}

/** The same deadlines after a gap in the line. */
export function shiftedDeadlines(deadlines: Deadlines, byMs: number): Deadlines {
  const entries = Object.entries(deadlines) as [DeadlineName, number][];
  return Object.fromEntries(entries.map(([name, at]) => [name, LINELESS.has(name) ? at : at + byMs]));
}

/** When the next `tick` is due; Infinity: nothing waits for time. */
export function nextDeadline(state: TurnTakingState): number {
  let next = Infinity;
  for (const [, at] of runningDeadlines(state)) if (at < next) next = at;
  return next;
}
