import type { Llm, LlmEvent, LlmRequest } from "./port.ts";

/** One scripted answer; a function may look at the request; an Error is thrown; a promise is waited for. */
export type FakeAnswer =
  | LlmEvent[]
  | Error
  | ((request: LlmRequest, signal: AbortSignal) => AsyncIterable<LlmEvent> | Iterable<LlmEvent>);

/** Gives its answers in order and keeps what it was asked. */
export class FakeLlm implements Llm {
  readonly name = "groq";
  model = "openai/gpt-oss-120b";
  readonly requests: LlmRequest[] = [];
  readonly signals: AbortSignal[] = [];
  warmed = 0;
  private readonly answers: FakeAnswer[];

  constructor(answers: FakeAnswer[] = []) {
    this.answers = [...answers];
  }

  answerWith(...answers: FakeAnswer[]): void {
    this.answers.push(...answers);
  }

  async *stream(request: LlmRequest, signal: AbortSignal): AsyncGenerator<LlmEvent> {
    this.requests.push(structuredClone(request));
    this.signals.push(signal);
    const answer = this.answers.shift();
    if (!answer) throw new Error("the fake model was asked more often than it has answers");
    if (answer instanceof Error) throw answer;
    for await (const event of typeof answer === "function" ? answer(request, signal) : answer) {
      if (signal.aborted) return;
      yield event;
    }
  }

  warm(): Promise<void> {
    this.warmed += 1;
    return Promise.resolve();
  }

  check(): Promise<void> {
    return Promise.resolve();
  }
}

/** An answer in words. */
export const spoken = (text: string): LlmEvent[] => [
  ...(text.match(/\s*\S+/g) ?? []).map((word): LlmEvent => ({ type: "text", text: word })),
  { type: "end", finishReason: "stop", promptTokens: null, completionTokens: null },
];

/** An answer of tool calls: name and arguments. */
export const calling = (...calls: [name: string, args: unknown][]): LlmEvent[] => [
  {
    type: "tool_calls",
    calls: calls.map(([name, args], i) => ({ id: `call_${i}`, name, arguments: JSON.stringify(args) })),
  },
  { type: "end", finishReason: "tool_calls", promptTokens: null, completionTokens: null },
];
