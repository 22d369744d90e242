import { z } from "zod";
import { fetchFault, ProviderError, statusFault } from "../errors.ts";
import { createKeepAliveFetch } from "../keep-alive-fetch.ts";
import { streamAnswer, type ChatChunk } from "./chat-stream.ts";
import { chatMessagesOf, commonParts } from "./groq-request.ts";
import type { Llm, LlmRequest } from "./port.ts";
import { serverSentData } from "./server-sent.ts";

export interface OpenAiCompatibleOptions {
  /** With the version in it: `https://api.openai.com/v1`, `http://127.0.0.1:11434/v1`. */
  baseUrl: string;
  /** Servers of one's own may need none. */
  apiKey?: string;
  model: string;
  /** Longest wait for the first word, and then for the next. Default 2500. */
  stallMs?: number;
}

const piece = z.object({
  index: z.number().int().min(0).max(127),
  id: z.string().optional(),
  function: z.object({ name: z.string().optional(), arguments: z.string().optional() }).optional(),
});
const usage = z.object({ prompt_tokens: z.number().optional(), completion_tokens: z.number().optional() });
const chunkSchema = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      delta: z.object({ content: z.string().nullish(), tool_calls: z.array(piece).nullish() }),
    }),
  ),
  usage: usage.nullish(),
});
const errorSchema = z.object({ error: z.union([z.string(), z.looseObject({})]) });
const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Whatever speaks OpenAI's chat API: OpenAI itself, vLLM, Ollama, a gateway. Never retries. */
export function createOpenAiCompatible(options: OpenAiCompatibleOptions): Llm {
  const { model, stallMs = 2500 } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, "");
  const send = createKeepAliveFetch();
  const headers = {
    "content-type": "application/json",
    ...(options.apiKey && { authorization: `Bearer ${options.apiKey}` }),
  };

  async function ask(request: LlmRequest, signal: AbortSignal): Promise<AsyncIterable<ChatChunk>> {
    const response = await send(`${baseUrl}/chat/completions`, {
      method: "POST",
      headers,
      body: JSON.stringify({
        model: request.model ?? model,
        stream: true,
        stream_options: { include_usage: true },
        messages: chatMessagesOf(request),
        ...commonParts(request),
        ...(request.maxTokens && { max_tokens: request.maxTokens }),
      }),
      signal,
    });
    return chunksOf(await believed(response));
  }

  return {
    name: "openai_compatible",
    model,
    stream: (request, signal) =>
      streamAnswer((own) => ask(request, own), signal, {
        provider: "openai_compatible",
        stallMs,
        toError: asProviderError,
      }),
    async check() {
      try {
        const response = await send(`${baseUrl}/models`, { headers, signal: AbortSignal.timeout(5000) });
        const models = modelsSchema.safeParse(await (await believed(response)).json());
        if (!models.success || !models.data.data.some(({ id }) => id === model))
          throw new ProviderError("openai_compatible", "not_found", `the model ${model} is not offered`);
      } catch (error) {
        throw asProviderError(error);
      }
    },
  };
}

async function believed(response: Response): Promise<Response> {
  if (response.ok) return response;
  const words = await response.text().catch(() => "");
  throw new ProviderError("openai_compatible", statusFault(response.status), words.slice(0, 500));
}

async function* chunksOf(response: Response): AsyncGenerator<ChatChunk> {
  if (response.body === null) throw new ProviderError("openai_compatible", "broken", "no body");
  for await (const data of serverSentData(response.body)) {
    if (data === "[DONE]") return;
    const json: unknown = JSON.parse(data);
    if (errorSchema.safeParse(json).success) throw new ProviderError("openai_compatible", "broken", json);
    const chunk = chunkSchema.safeParse(json);
    if (chunk.success) yield chunk.data;
  }
}

function asProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  return new ProviderError("openai_compatible", fetchFault(error), error);
}
