import { randomUUID } from "node:crypto";
import type { ChatRequest } from "./chat-request.ts";
import { fillSchema } from "./fill-schema.ts";
import { FINGERPRINT } from "./models.ts";
import { scriptedAnswer } from "./scripted-model.ts";
import { scriptedJson } from "./scripted-summary.ts";

export interface ToolCallOut {
  id: string;
  type: "function";
  function: { name: string; arguments: string };
}

/** A finished answer, before it is sent whole or word by word. */
export interface Completion {
  id: string;
  requestId: string;
  created: number;
  model: string;
  fingerprint: string;
  /** Hidden unless the request lets it be shown. */
  reasoning: string;
  showReasoning: boolean;
  text: string;
  toolCalls: ToolCallOut[];
  finishReason: "stop" | "length" | "tool_calls";
  promptTokens: number;
  completionTokens: number;
  reasoningTokens: number;
}

/** What thinking costs before the first word, by `reasoning_effort`: it eats the same budget as the answer. */
const REASONING_TOKENS: Record<string, number> = { none: 0, low: 40, medium: 200, default: 200, high: 600 };

export const tokensOf = (text: string): number => Math.ceil(text.length / 4);

export function complete(request: ChatRequest): Completion {
  const answer = answerOf(request);
  const effort = request.reasoning_effort ?? (request.model.startsWith("qwen/") ? "default" : "medium");
  const reasoningTokens = REASONING_TOKENS[effort] ?? 0;
  const budget = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
  const callTokens = tokensOf(JSON.stringify(answer.toolCalls)) * Math.sign(answer.toolCalls.length);
  const fits = reasoningTokens + tokensOf(answer.text) + callTokens <= budget;
  const text = fits ? answer.text : answer.text.slice(0, Math.max(0, budget - reasoningTokens) * 4);
  const toolCalls = fits ? answer.toolCalls : [];
  return {
    id: `chatcmpl-${randomUUID()}`,
    requestId: `req_${randomUUID().replaceAll("-", "").slice(0, 26)}`,
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    fingerprint: FINGERPRINT,
    reasoning: "The rules of the sandbox's scripted model chose this answer.",
    showReasoning: request.include_reasoning !== false && request.reasoning_format !== "hidden",
    text,
    toolCalls,
    finishReason: !fits ? "length" : toolCalls.length ? "tool_calls" : "stop",
    promptTokens: tokensOf(
      request.messages.map((m) => m.content).join("\n") + JSON.stringify(request.tools ?? []),
    ),
    completionTokens: Math.min(budget, reasoningTokens + tokensOf(answer.text) + callTokens),
    reasoningTokens: Math.min(budget, reasoningTokens),
  };
}

function answerOf(request: ChatRequest): { text: string; toolCalls: ToolCallOut[] } {
  const format = request.response_format?.type;
  if (format === "json_object" || format === "json_schema")
    return { text: scriptedJson(request), toolCalls: [] };
  const { text, calls } = scriptedAnswer(request);
  const forced = forcedCall(
    request,
    calls.map((c) => c.name),
  );
  const all = forced ? [forced] : calls;
  return {
    text,
    toolCalls: all.map((call) => ({
      id: `call_${randomUUID().slice(0, 8)}`,
      type: "function",
      function: { name: call.name, arguments: JSON.stringify(call.arguments) },
    })),
  };
}

/** `tool_choice` leaves no choice: call that one, with the plainest arguments that fit. */
function forcedCall(
  request: ChatRequest,
  chosen: string[],
): { name: string; arguments: Record<string, unknown> } | null {
  const choice = request.tool_choice;
  const name =
    typeof choice === "object" && choice
      ? choice.function.name
      : choice === "required" && chosen.length === 0
        ? request.tools?.[0]?.function.name
        : undefined;
  if (name === undefined || chosen.includes(name)) return null;
  const schema = request.tools?.find((t) => t.function.name === name)?.function.parameters ?? {};
  const filled = fillSchema(schema, { facts: {}, transcript: "", fallbackDisposition: "no_goal" });
  return { name, arguments: filled as Record<string, unknown> };
}

export function usageOf(c: Completion, tookS: number): Record<string, unknown> {
  return {
    queue_time: 0.001,
    prompt_tokens: c.promptTokens,
    prompt_time: 0.002,
    completion_tokens: c.completionTokens,
    completion_time: tookS,
    total_tokens: c.promptTokens + c.completionTokens,
    total_time: tookS + 0.002,
    completion_tokens_details: { reasoning_tokens: c.reasoningTokens },
  };
}

export function wholeBody(c: Completion, tookS: number): Record<string, unknown> {
  const message = {
    role: "assistant",
    content: c.text === "" && c.toolCalls.length ? null : c.text,
    ...(c.showReasoning && { reasoning: c.reasoning }),
    ...(c.toolCalls.length && { tool_calls: c.toolCalls }),
  };
  return {
    id: c.id,
    object: "chat.completion",
    created: c.created,
    model: c.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: c.finishReason }],
    usage: usageOf(c, tookS),
    usage_breakdown: null,
    system_fingerprint: c.fingerprint,
    x_groq: { id: c.requestId },
    service_tier: "on_demand",
  };
}
