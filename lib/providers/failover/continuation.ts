import type { LlmRequest } from "../llm/port.ts";

const GO_ON =
  "Your last message was cut off. Write only what is missing behind its last character, so that both together are one " +
  "message. Do not repeat any of it, and do not mention that it was cut off.";

/** The same request for another model, of which the beginning of the answer has been said already. */
export function continueFrom(request: LlmRequest, said: string): LlmRequest {
  if (said === "") return request;
  return {
    ...request,
    messages: [...request.messages, { role: "assistant", content: said }, { role: "system", content: GO_ON }],
  };
}

/** A shorter overlap is chance. */
const LEAST_OVERLAP = 4;

/** Joins what another model goes on with to what was said: what it repeats of it is dropped, and words stay apart. */
export class Seam {
  /** What was said, from each of its words on, the longest first. */
  private readonly tails: string[];
  private readonly endsInWord: boolean;
  private held = "";
  private isJoined: boolean;

  constructor(said: string) {
    const starts = [...said.matchAll(/\S+/g)].map((word) => word.index);
    this.tails = starts.map((at) => said.slice(at));
    this.endsInWord = /\S$/.test(said);
    this.isJoined = said.trim() === "";
  }

  /** What is new of the text so far; "" while it may still be a repetition. */
  take(text: string): string {
    if (this.isJoined) return text;
    this.held += text;
    const plain = this.held.trimStart();
    const mayRepeat = this.tails.some((tail) => plain.length < tail.length && tail.startsWith(plain));
    return mayRepeat ? "" : this.join();
  }

  /** Nothing more comes. */
  finish(): string {
    return this.isJoined ? "" : this.join();
  }

  private join(): string {
    this.isJoined = true;
    const plain = this.held.trimStart();
    const repeated = this.tails.find((tail) => tail.length >= LEAST_OVERLAP && plain.startsWith(tail));
    if (repeated !== undefined) return plain.slice(repeated.length);
    // Told to go on, a model begins with the next word and leaves its space out.
    return this.endsInWord && /^[\p{L}\p{N}]/u.test(this.held) ? ` ${this.held}` : this.held;
  }
}
