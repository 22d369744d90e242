import type { ProviderName } from "../errors.ts";

export interface LlmTool {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
}

export interface LlmToolCall {
  id: string;
  name: string;
  /** JSON text, as the model wrote it. */
  arguments: string;
}

export type LlmMessage =
  | { role: "system" | "user"; content: string }
  | { role: "assistant"; content: string; toolCalls?: LlmToolCall[] }
  | { role: "tool"; content: string; toolCallId: string };

export interface LlmRequest {
  messages: LlmMessage[];
  tools?: LlmTool[];
  model?: string | null;
  temperature?: number | null;
  maxTokens?: number | null;
}

export type LlmEvent =
  | { type: "text"; text: string }
  | { type: "tool_calls"; calls: LlmToolCall[] }
  | { type: "end"; finishReason: string; promptTokens: number | null; completionTokens: number | null };

export interface Llm {
  readonly name: ProviderName;
  /** Asked when a request names none. */
  readonly model: string;
  /** Gives up by itself when the first word or the next one is late. Ends with one `end` event, or throws ProviderError; aborting the signal ends it quietly and cancels the request. */
  stream(request: LlmRequest, signal: AbortSignal): AsyncIterable<LlmEvent>;
  /** Opens a connection ahead of need. Rejects with ProviderError; nobody need wait for it. */
  warm?(): Promise<void>;
  /** Key believed and model available; throws ProviderError. */
  check(): Promise<void>;
}
