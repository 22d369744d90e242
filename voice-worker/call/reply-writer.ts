import type { TurnTakingEvent } from "#lib/domain/turn-taking/event";
import { readToolCall } from "#lib/domain/conversation/tools";
import type { Logger } from "#lib/observability/logger";
import { ProviderError } from "#lib/providers/errors";
import type { Llm, LlmRequest } from "#lib/providers/llm/port";

export interface ReplyWriterEvents {
  dispatch(event: TurnTakingEvent): void;
  firstToken(generation: number): void;
}

/** Has the language model write one answer at a time. */
export class ReplyWriter {
  private readonly llm: Llm;
  private readonly log: Logger;
  private readonly on: ReplyWriterEvents;
  private current: AbortController | null = null;

  constructor(llm: Llm, log: Logger, on: ReplyWriterEvents) {
    this.llm = llm;
    this.log = log;
    this.on = on;
  }

  start(generation: number, request: LlmRequest): void {
    this.cancel();
    const abort = new AbortController();
    this.current = abort;
    void this.write(generation, request, abort);
  }

  cancel(): void {
    this.current?.abort();
    this.current = null;
  }

  private async write(generation: number, request: LlmRequest, abort: AbortController): Promise<void> {
    let hasToken = false;
    try {
      for await (const event of this.llm.stream(request, abort.signal)) {
        // Aborted is one thing, and what still comes afterwards another.
        if (this.current !== abort) return;
        if (!hasToken && event.type !== "end") {
          hasToken = true;
          this.on.firstToken(generation);
        }
        if (event.type === "text") this.on.dispatch({ type: "reply.text", generation, text: event.text });
        else if (event.type === "tool_calls")
          this.on.dispatch({ type: "reply.tools", generation, uses: event.calls.map(readToolCall) });
      }
      if (this.current === abort) this.on.dispatch({ type: "reply.end", generation });
    } catch (error) {
      if (this.current !== abort) return;
      this.log.warn({ err: error }, "the language model failed");
      const retryable = error instanceof ProviderError && error.retryable;
      this.on.dispatch({ type: "reply.failed", generation, retryable });
    }
  }
}
