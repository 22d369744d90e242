import type { LlmDesk, LlmForm, LlmFormRequest } from "./port.ts";

/** Gives its answers in order and keeps what it was asked; an Error is thrown. */
export class FakeDesk implements LlmDesk {
  readonly requests: LlmFormRequest[] = [];
  private readonly answers: unknown[];

  constructor(answers: unknown[] = []) {
    this.answers = [...answers];
  }

  fillForm(request: LlmFormRequest): Promise<LlmForm> {
    this.requests.push(structuredClone(request));
    if (this.answers.length === 0) throw new Error("the fake desk was asked more often than it has answers");
    const answer = this.answers.shift();
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ answer, model: "fake", promptTokens: 10, completionTokens: 5 });
  }

  models(): Promise<string[]> {
    return Promise.resolve(["fake"]);
  }
}
