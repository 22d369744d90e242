import Groq from "groq-sdk";
import { ProviderError } from "../errors.ts";
import type { LlmDesk, LlmForm, LlmFormRequest } from "./port.ts";
import { groqError } from "../llm/groq-faults.ts";

export interface GroqDeskOptions {
  apiKey: string;
  /** Default: Groq's own. Without `/openai/v1`: the SDK's paths begin with it. */
  baseUrl?: string | undefined;
  model: string;
  /** Longest wait for a whole answer. Default 30 000. */
  timeoutMs?: number;
}

/** What the list names beside models that talk. */
const NOT_FOR_TALKING = /whisper|tts|orpheus|guard|safeguard|embed|compound/i;

/** Groq without a stream: structured output does not go with one. Trying again is for the job that asks. */
export function createGroqDesk(options: GroqDeskOptions): LlmDesk {
  const client = new Groq({
    apiKey: options.apiKey,
    ...(options.baseUrl && { baseURL: options.baseUrl.replace(/\/+$/, "") }),
    maxRetries: 0,
    timeout: options.timeoutMs ?? 30_000,
    logLevel: "off",
  });
  return {
    async fillForm(request, signal): Promise<LlmForm> {
      const completion = await client.chat.completions
        .create(formRequest(request, options.model), { signal })
        .catch((error: unknown) => {
          throw groqError(error);
        });
      const text = completion.choices[0]?.message.content ?? "";
      return {
        answer: readJson(text),
        model: completion.model,
        promptTokens: completion.usage?.prompt_tokens ?? null,
        completionTokens: completion.usage?.completion_tokens ?? null,
      };
    },
    async models() {
      const list = await client.models.list().catch((error: unknown) => {
        throw groqError(error);
      });
      return list.data
        .map((model) => model.id)
        .filter((id) => !NOT_FOR_TALKING.test(id))
        .toSorted();
    },
  };
}

function formRequest(request: LlmFormRequest, model: string) {
  const schema = { name: request.name, schema: request.schema, strict: true };
  return {
    model,
    messages: [
      { role: "system" as const, content: request.system },
      { role: "user" as const, content: request.user },
    ],
    max_completion_tokens: request.maxTokens,
    temperature: 0.2,
    response_format: { type: "json_schema" as const, json_schema: schema },
    ...(model.startsWith("openai/gpt-oss")
      ? { reasoning_effort: "low" as const, include_reasoning: false }
      : {}),
  };
}

/** An answer that was cut off by the limit is no JSON either. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProviderError("groq", "broken", error);
  }
}
