import Groq from "groq-sdk";
import { createKeepAliveFetch } from "../keep-alive-fetch.ts";
import { streamAnswer } from "./chat-stream.ts";
import { groqError } from "./groq-faults.ts";
import { checkGroqModel } from "./groq-models.ts";
import { groqRequest } from "./groq-request.ts";
import type { Llm } from "./port.ts";

export interface GroqOptions {
  apiKey: string;
  /** Default: Groq's own. Without `/openai/v1`: the SDK's paths begin with it. */
  baseUrl?: string;
  /** Used when a request names none. */
  model: string;
  /** Longest wait for the first word, and then for the next. Default 2500. */
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

  return {
    name: "groq",
    model: options.model,
    stream: (request, signal) =>
      streamAnswer(
        (own) => client.chat.completions.create(groqRequest(request, options.model), { signal: own }),
        signal,
        { provider: "groq", stallMs, toError: groqError },
      ),
    // The cheapest question: its connection stays open for the one that matters.
    warm: () => checkGroqModel(client, options.model),
    check: () => checkGroqModel(client, options.model),
  };
}
