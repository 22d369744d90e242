import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from "groq-sdk/resources/chat/completions";
import type { LlmMessage, LlmRequest } from "./port.ts";

/** Hidden reasoning is paid from the same budget as the answer: less than this and the answer may be empty. */
export const MIN_COMPLETION_TOKENS = 512;

export function groqRequest(request: LlmRequest, defaultModel: string): ChatCompletionCreateParamsStreaming {
  const model = request.model ?? defaultModel;
  return {
    model,
    stream: true,
    messages: chatMessagesOf(request),
    max_completion_tokens: Math.max(MIN_COMPLETION_TOKENS, request.maxTokens ?? 0),
    ...commonParts(request),
    ...reasoning(model),
  };
}

export const chatMessagesOf = (request: LlmRequest): ChatCompletionMessageParam[] =>
  request.messages.map(chatMessage);

/** What is asked alike of every API of this shape. */
export function commonParts(
  request: LlmRequest,
): Pick<ChatCompletionCreateParamsStreaming, "temperature" | "tools"> {
  return {
    ...(request.temperature !== null &&
      request.temperature !== undefined && { temperature: request.temperature }),
    ...(request.tools?.length && {
      tools: request.tools.map((tool) => ({ type: "function" as const, function: { ...tool } })),
    }),
  };
}

/** As little thinking as the model allows, and none of it in the answer: it delays the first word that is spoken. */
function reasoning(model: string): Partial<ChatCompletionCreateParamsStreaming> {
  if (model.startsWith("openai/gpt-oss")) return { reasoning_effort: "low", include_reasoning: false };
  if (model.startsWith("qwen/qwen3")) return { reasoning_effort: "none", reasoning_format: "hidden" };
  return {};
}

function chatMessage(message: LlmMessage): ChatCompletionMessageParam {
  switch (message.role) {
    case "system":
    case "user":
      return { role: message.role, content: message.content };
    case "tool":
      return { role: "tool", content: message.content, tool_call_id: message.toolCallId };
    case "assistant":
      if (!message.toolCalls?.length) return { role: "assistant", content: message.content };
      return {
        role: "assistant",
        content: message.content === "" ? null : message.content,
        tool_calls: message.toolCalls.map((call) => ({
          id: call.id,
          type: "function",
          function: { name: call.name, arguments: call.arguments },
        })),
      };
  }
}
