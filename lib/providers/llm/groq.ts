import Groq from "groq-sdk";
import type { ChatCompletionChunk } from "groq-sdk/resources/chat/completions";
import { ProviderError } from "../errors.ts";
import { createKeepAliveFetch } from "../keep-alive-fetch.ts";
import { groqError } from "./groq-faults.ts";
import { groqRequest } from "./groq-request.ts";
import type { Llm, LlmEvent, LlmRequest, LlmToolCall } from "./port.ts";

export interface GroqOptions {
  apiKey: string;
  /** Default: Groq's own. Without `/openai/v1`: the SDK's paths begin with it. */
  baseUrl?: string;
  /** Used when a request names none. */
  model: string;
  /** Longest silence of the stream, the wait for its first chunk included. Default 2500. */
  stallMs?: number;
}

/** Groq's chat completions, streamed. The SDK never retries here: during a call it is for the caller to fail over. */
export function createGroq(options: GroqOptions): Llm {
  const stallMs = options.stallMs ?? 2500;
  const client = new Groq({
    apiKey: options.apiKey,
    ...(options.baseUrl && { baseURL: options.baseUrl.replace(/\/+$/, "") }),
    maxRetries: 0,
    timeout: stallMs,
    logLevel: "off",
    fetch: createKeepAliveFetch(),
  });

  async function* stream(request: LlmRequest, signal: AbortSignal): AsyncGenerator<LlmEvent> {
    if (signal.aborted) return;
    const own = new AbortController();
    const cancel = (): void => own.abort();
    signal.addEventListener("abort", cancel, { once: true });
    let stalled = false;
    let consuming = false;
    const watchdog = setTimeout(() => {
      // A consumer that takes its time is no stalled stream.
      if (consuming) return void watchdog.refresh();
      stalled = true;
      own.abort();
    }, stallMs);
    try {
      const chunks = await client.chat.completions.create(groqRequest(request, options.model), {
        signal: own.signal,
      });
      const answer = new Answer();
      for await (const chunk of chunks) {
        watchdog.refresh();
        const text = answer.take(chunk);
        if (text === "") continue;
        consuming = true;
        yield { type: "text", text };
        consuming = false;
      }
      if (signal.aborted) return;
      if (stalled) throw new ProviderError("groq", "timeout");
      yield* answer.finish();
    } catch (error) {
      if (signal.aborted) return;
      throw stalled ? new ProviderError("groq", "timeout", error) : groqError(error);
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener("abort", cancel);
      // The consumer may have left the loop early: nobody reads the rest, so nobody should generate it.
      own.abort();
    }
  }

  const listModels = () =>
    client.models.list().catch((error: unknown) => {
      throw groqError(error);
    });

  return {
    name: "groq",
    stream,
    async warm() {
      // The cheapest question: its connection stays open for the one that matters.
      await listModels();
    },
    async check() {
      const models = await listModels();
      if (!models.data.some((model) => model.id === options.model))
        throw new ProviderError("groq", "not_found", `the model ${options.model} is not offered`);
    },
  };
}

/** Puts the pieces of one answer together: text passes through, tool calls are gathered by their index. */
class Answer {
  private readonly calls: LlmToolCall[] = [];
  private finishReason: string | null = null;
  private usage: { prompt_tokens?: number; completion_tokens?: number } | null = null;

  /** The chunk's text, "" when it has none. Throws when the stream itself reports an error. */
  take(chunk: ChatCompletionChunk): string {
    const side = chunk.x_groq;
    if (side?.error) throw new ProviderError("groq", "broken", side.error);
    this.usage = side?.usage ?? this.usage;
    const choice = chunk.choices[0];
    if (!choice) return "";
    this.finishReason = choice.finish_reason ?? this.finishReason;
    for (const piece of choice.delta.tool_calls ?? []) {
      const call = (this.calls[piece.index] ??= { id: "", name: "", arguments: "" });
      if (piece.id) call.id = piece.id;
      if (piece.function?.name) call.name = piece.function.name;
      call.arguments += piece.function?.arguments ?? "";
    }
    return choice.delta.content ?? "";
  }

  *finish(): Generator<LlmEvent> {
    if (this.finishReason === null) throw new ProviderError("groq", "broken", "the stream broke off");
    const calls = this.calls.filter((call) => call.name !== "");
    if (calls.length) yield { type: "tool_calls", calls };
    yield {
      type: "end",
      finishReason: this.finishReason,
      promptTokens: this.usage?.prompt_tokens ?? null,
      completionTokens: this.usage?.completion_tokens ?? null,
    };
  }
}
