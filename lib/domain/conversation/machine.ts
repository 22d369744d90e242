import type { CONVERSATION_STATES } from "../statuses.ts";
import { foreignLanguage } from "./foreign-speech.ts";
import { intentOf, type Intent } from "./intent.ts";
import type { ModelDisposition } from "./tools.ts";

export type ConversationState = (typeof CONVERSATION_STATES)[number];

/** Where a conversation stands, beside whose turn it is to speak. The model leads it; this bounds it. */
export interface Conversation {
  state: ConversationState;
  /** Of the callee, since the greeting. */
  turns: number;
  objections: number;
  /** Times in a row at which they did not follow and were asked once more. */
  followUps: number;
  /** Turns in a row in another language, and which. */
  foreignTurns: number;
  foreign: string | null;
  lastIntent: Intent | null;
}

export interface ConversationBounds {
  maxObjections: number;
  maxFollowUps: number;
  maxTurns: number;
}

export const CONVERSATION_BEGUN: Conversation = {
  state: "greeting",
  turns: 0,
  objections: 0,
  followUps: 0,
  foreignTurns: 0,
  foreign: null,
  lastIntent: null,
};

/** Said once in a foreign tongue may be a slip; this often is none. */
const MAX_FOREIGN_TURNS = 2;
/** The model is told so many turns before the last. */
const TURNS_TO_CLOSE = 3;
/** From here on nothing the callee says leads back. */
const LATE: ReadonlySet<ConversationState> = new Set(["closing", "transfer", "goodbye"]);

export function calleeTurn(before: Conversation, transcript: string, agentLanguage: string): Conversation {
  const foreign = foreignLanguage(transcript, agentLanguage);
  const intent = intentOf(transcript);
  const isObjection = intent === "objection" || intent === "refusal";
  return {
    state: LATE.has(before.state) ? before.state : isObjection ? "objection_handling" : "qualification",
    turns: before.turns + 1,
    objections: before.objections + (isObjection ? 1 : 0),
    followUps: intent === "confusion" ? before.followUps + 1 : 0,
    foreignTurns: foreign === null ? 0 : before.foreignTurns + 1,
    foreign,
    lastIntent: intent,
  };
}

/** A tool of the model's moves on what words can't. */
export function toolUsed(before: Conversation, name: string): Conversation {
  const state = stateAfterTool(name);
  return state === null || before.state === "goodbye" ? before : { ...before, state };
}

function stateAfterTool(name: string): ConversationState | null {
  switch (name) {
    case "set_outcome":
    case "schedule_callback":
      return "closing";
    case "transfer_to_human":
      return "transfer";
    case "end_call":
    case "opt_out":
      return "goodbye";
    default:
      return null;
  }
}

export const goodbye = (before: Conversation): Conversation => ({ ...before, state: "goodbye" });

/** A line for the model's next request, as a bound comes near; null: it needs none. */
export function steering(conversation: Conversation, bounds: ConversationBounds): string | null {
  const { objections, followUps, foreign, foreignTurns, turns, state } = conversation;
  if (state === "goodbye" || state === "transfer") return null;
  if (foreign !== null && foreignTurns >= MAX_FOREIGN_TURNS)
    return `They speak ${foreign}, which you don't: say so in one sentence, use set_outcome with language_barrier and end the call.`;
  if (objections >= bounds.maxObjections && state === "objection_handling")
    return "They have objected often enough: don't persuade any more. Accept it kindly, use set_outcome and end the call.";
  if (followUps >= bounds.maxFollowUps)
    return "They have not followed you twice: say it once more in the simplest words, and if that fails take your leave.";
  if (turns >= bounds.maxTurns - TURNS_TO_CLOSE)
    return "The call has gone on for long: bring it to its end in your next answers, with set_outcome and end_call.";
  return null;
}

/** Steering was not enough: the call is closed with these words; null: it goes on. */
export type Close = "objections" | "follow_ups" | "language" | "turns";

export function mustClose(conversation: Conversation, bounds: ConversationBounds): Close | null {
  const { objections, followUps, foreignTurns, turns, state } = conversation;
  if (state === "transfer" || state === "goodbye") return null;
  if (foreignTurns > MAX_FOREIGN_TURNS) return "language";
  if (objections > bounds.maxObjections && state === "objection_handling") return "objections";
  if (followUps > bounds.maxFollowUps) return "follow_ups";
  return turns >= bounds.maxTurns ? "turns" : null;
}

/** What the call comes to where the model has settled nothing; null: the rules can't tell either. */
export function outcomeByRules({ lastIntent, foreignTurns }: Conversation): ModelDisposition | null {
  if (foreignTurns >= MAX_FOREIGN_TURNS) return "language_barrier";
  if (lastIntent === "wrong_person") return "wrong_number";
  return lastIntent === "refusal" ? "not_interested" : null;
}
