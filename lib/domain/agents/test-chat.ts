import { z } from "zod";
import { idSchema, textSchema } from "../api/primitives.ts";
import type { AgentConfig } from "../api/agent.ts";
import { decideDisposition } from "../conversation/disposition.ts";
import {
  calleeTurn,
  CONVERSATION_BEGUN,
  outcomeByRules,
  toolUsed,
  type Conversation,
} from "../conversation/machine.ts";
import { asksToOptOut } from "../conversation/opt-out.ts";
import { countWords } from "../conversation/plain-words.ts";
import { effectOfTool, type ToolEffect } from "../conversation/tool-effect.ts";
import { type ModelDisposition, readToolCall, type ToolUse } from "../conversation/tools.ts";
import { snapshotCall } from "../dialing/call-snapshot.ts";
import { callingConfigSchema, type CallSnapshot } from "../settings.ts";
import type { Disposition } from "../statuses.ts";
import { OPEN_GOAL } from "./open-goal.ts";

const MOST_ENTRIES = 120;

const toolCallSchema = z.object({
  id: z.string().max(100),
  name: z.string().max(64),
  arguments: z.string().max(4000),
});

/** One thing said so far, as the browser keeps it. What a tool came to is worked out anew. */
const chatEntrySchema = z.discriminatedUnion("role", [
  z.object({ role: z.literal("contact"), text: z.string().trim().min(1, "Say something.").max(1000) }),
  z.object({
    role: z.literal("agent"),
    text: z.string().max(8000),
    tools: z.array(toolCallSchema).max(12).default([]),
  }),
]);
export type ChatEntry = z.infer<typeof chatEntrySchema>;

/** `POST /agents/{id}/chat`: without a history the agent opens the conversation. */
export const chatRequestSchema = z.object({
  /** What the call would be for, and whom it would reach. */
  goal: textSchema(2000).default(""),
  company_name: textSchema(120).default(""),
  first_name: textSchema(120).default(""),
  history: z
    .array(chatEntrySchema)
    .max(MOST_ENTRIES, "This conversation has become too long. Start again.")
    .refine((entries) => entries.length === 0 || entries.at(-1)?.role === "contact", {
      error: "The last word must be the contact's.",
    })
    .default([]),
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** What the answer consists of, in order; `end` is the last. */
export type ChatEvent =
  | { type: "text"; text: string }
  | { type: "tool"; id: string; name: string; arguments: string; result: string }
  | { type: "end"; is_over: boolean; disposition: Disposition | null }
  | { type: "error"; detail: string };

/** The call that this would be: what goes out to a real one is made by the same rules. */
export function chatSnapshot(
  agent: AgentConfig & { id: string; version: number },
  scene: Pick<ChatRequest, "goal" | "company_name" | "first_name">,
): CallSnapshot {
  return snapshotCall({
    campaign: {
      id: idSchema.parse(agent.id),
      name: "Test",
      goal: scene.goal || OPEN_GOAL,
      systemPrompt: "",
      purpose: "transactional",
      voiceId: null,
      scriptConfig: { company_name: scene.company_name },
      calling: callingConfigSchema.parse({}),
    },
    agent: {
      id: agent.id,
      version: agent.version,
      name: agent.name,
      greeting: agent.greeting,
      language: agent.language,
      systemPrompt: agent.system_prompt,
      voiceId: agent.voice_id,
      model: agent.model,
      temperature: agent.temperature,
      maxTokens: agent.max_tokens,
      turnTaking: agent.turn_taking,
    },
    lead: {
      phoneNumber: null,
      hasVoicemail: false,
      firstName: scene.first_name || null,
      lastName: null,
      email: null,
      timezone: null,
      customFields: {},
    },
  });
}

export interface UsedTool {
  id: string;
  name: string;
  arguments: string;
  result: string;
}

/** In a test nothing is written and nobody is called: there is no colleague to take over. */
export const effectInTest = (use: ToolUse, outcome: ModelDisposition | null): ToolEffect =>
  effectOfTool(use, outcome, false);

export interface ChatStanding {
  said: ({ role: "callee"; text: string } | { role: "agent"; text: string; toolResults: UsedTool[] })[];
  conversation: Conversation;
  /** By its tools alone. */
  outcome: ModelDisposition | null;
  isOver: boolean;
  disposition: Disposition | null;
}

/** Where a conversation stands, by the rules of a call: the same tools and words have decided. */
export function chatStanding(history: readonly ChatEntry[], language: string): ChatStanding {
  let conversation = CONVERSATION_BEGUN;
  let outcome: ModelDisposition | null = null;
  let optedOut = false;
  let isOver = false;
  let calleeWords = 0;
  const said = history.map((entry): ChatStanding["said"][number] => {
    if (entry.role === "contact") {
      calleeWords += countWords(entry.text);
      optedOut ||= asksToOptOut(entry.text);
      conversation = calleeTurn(conversation, entry.text, language);
      return { role: "callee", text: entry.text };
    }
    const toolResults = entry.tools.map((call) => {
      const effect = effectInTest(readToolCall(call), outcome);
      const { done } = effect;
      outcome = effect.outcome;
      optedOut ||= done?.name === "opt_out";
      if (done !== null) conversation = toolUsed(conversation, done.name);
      isOver ||= effect.farewell !== null;
      return { ...call, result: effect.result };
    });
    return { role: "agent", text: entry.text, toolResults };
  });
  const facts = {
    optedOut,
    machine: false,
    messageLeft: false,
    pickedUp: null,
    outcome,
    likelyOutcome: outcomeByRules(conversation),
    calleeWords,
    endedBy: "agent" as const,
  };
  const disposition = isOver
    ? decideDisposition({ ...facts, endReason: optedOut ? "opted_out" : "goodbye" })
    : (outcome ?? (optedOut ? "opted_out" : null));
  return { said, conversation, outcome, isOver, disposition };
}
