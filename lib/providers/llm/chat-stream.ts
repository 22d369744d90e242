import { ProviderError, type ProviderName } from "../errors.ts";
import { Watchdog } from "../watchdog.ts";
import type { LlmEvent, LlmToolCall } from "./port.ts";

/** The part of a streamed chat completion that matters; OpenAI's shape, which Groq shares but for `x_groq`. */
export interface ChatChunk {
  choices: {
    finish_reason?: string | null;
    delta: {
      content?: string | null;
      tool_calls?: { index: number; id?: string; function?: { name?: string; arguments?: string } }[] | null;
    };
  }[];
  usage?: ChatUsage | null;
  x_groq?: { error?: string | null; usage?: ChatUsage | null } | null;
}

interface ChatUsage {
  prompt_tokens?: number;
  completion_tokens?: number;
}

export interface ChatStreamOptions {
  provider: ProviderName;
  /** Longest wait for the first word, and from then on for anything at all. */
  stallMs: number;
  toError: (error: unknown) => ProviderError;
}

/** Reads one answer, as `Llm.stream` promises it. `ask` is aborted when it stalls or when nobody reads on. */
export async function* streamAnswer(
  ask: (signal: AbortSignal) => Promise<AsyncIterable<ChatChunk>>,
  signal: AbortSignal,
  { provider, stallMs, toError }: ChatStreamOptions,
): AsyncGenerator<LlmEvent> {
  if (signal.aborted) return;
  const own = new AbortController();
  const cancel = (): void => own.abort();
  signal.addEventListener("abort", cancel, { once: true });
  let stalled = false;
  let consuming = false;
  const watchdog = new Watchdog(stallMs, () => {
    // A consumer that takes its time is no stalled stream.
    if (consuming) return watchdog.feed();
    stalled = true;
    own.abort();
  });
  watchdog.feed();
  try {
    const answer = new ChatAnswer(provider);
    for await (const chunk of await ask(own.signal)) {
      const text = answer.take(chunk);
      // What comes before the first word (a role, hidden thoughts) is no sign that one is near.
      if (answer.hasBegun) watchdog.feed();
      if (text === "") continue;
      consuming = true;
      yield { type: "text", text };
      consuming = false;
    }
    if (signal.aborted) return;
    if (stalled) throw new ProviderError(provider, "timeout");
    yield* answer.finish();
  } catch (error) {
    if (signal.aborted) return;
    throw stalled ? new ProviderError(provider, "timeout", error) : toError(error);
  } finally {
    watchdog.rest();
    signal.removeEventListener("abort", cancel);
    // The consumer may have left the loop early: nobody reads the rest, so nobody should generate it.
    own.abort();
  }
}

/** Puts the pieces of one answer together: text passes through, tool calls are gathered by their index. */
class ChatAnswer {
  hasBegun = false;
  private readonly provider: ProviderName;
  private readonly calls: LlmToolCall[] = [];
  private finishReason: string | null = null;
  private usage: ChatUsage | null = null;

  constructor(provider: ProviderName) {
    this.provider = provider;
  }

  /** The chunk's text, "" when it has none. Throws when the stream itself reports an error. */
  take(chunk: ChatChunk): string {
    const side = chunk.x_groq;
    if (side?.error) throw new ProviderError(this.provider, "broken", side.error);
    this.usage = side?.usage ?? chunk.usage ?? this.usage;
    const choice = chunk.choices[0];
    if (!choice) return "";
    this.finishReason = choice.finish_reason ?? this.finishReason;
    const { content, tool_calls: pieces } = choice.delta;
    for (const piece of pieces ?? []) {
      const call = (this.calls[piece.index] ??= { id: "", name: "", arguments: "" });
      if (piece.id) call.id = piece.id;
      if (piece.function?.name) call.name = piece.function.name;
      call.arguments += piece.function?.arguments ?? "";
    }
    this.hasBegun ||= Boolean(content) || Boolean(pieces?.length);
    return content ?? "";
  }

  *finish(): Generator<LlmEvent> {
    if (this.finishReason === null) throw new ProviderError(this.provider, "broken", "the stream broke off");
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
