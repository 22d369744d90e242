import type { UsageMeter } from "#lib/domain/cost/usage-meter";
import { AppError } from "#lib/errors/app-error";
import type { Llm, LlmEvent, LlmRequest } from "../llm/port.ts";
import { Attempts, type Candidate, faultOf, firstOf, type OnFailover } from "./candidate.ts";
import { continueFrom, Seam } from "./continuation.ts";
import { metered } from "./metered-answer.ts";

/**
 * The first model that answers. One that fails in the middle of its answer is followed by one that goes on from there;
 * nothing is said twice. When nobody answers, asking once more would only be a longer silence.
 */
export function failoverLlm(
  candidates: readonly Candidate<Llm>[],
  onFailover: OnFailover,
  meter: UsageMeter,
): Llm {
  const first = firstOf(candidates);

  async function* stream(request: LlmRequest, signal: AbortSignal): AsyncGenerator<LlmEvent> {
    const attempts = new Attempts("llm", candidates, onFailover);
    let said = "";
    let failure: unknown = null;
    for (;;) {
      const candidate = attempts.next(failure);
      if (candidate === null) throw candidates.length > 1 ? nobodyAnswers(failure) : failure;
      // An agent's own model is one of the first provider's.
      const asked = candidate === first ? request : { ...request, model: null };
      try {
        const answer = metered(candidate.provider, continueFrom(asked, said), signal, meter);
        for await (const event of joined(answer, said)) {
          if (event.type === "text") said += event.text;
          if (event.type === "end") candidate.succeeded();
          yield event;
        }
        return;
      } catch (error) {
        if (signal.aborted) return;
        candidate.failed(faultOf(error));
        failure = error;
      }
    }
  }

  return {
    name: first.provider.name,
    model: first.provider.model,
    stream,
    warm: () => first.provider.warm?.() ?? Promise.resolve(),
    check: () => first.provider.check(),
  };
}

const nobodyAnswers = (cause: unknown): AppError =>
  new AppError("unavailable", { publicMessage: "no language model answers", retryable: false, cause });

/** An answer that goes on behind what was said, without what it repeats of it. */
async function* joined(answer: AsyncIterable<LlmEvent>, said: string): AsyncGenerator<LlmEvent> {
  const seam = new Seam(said);
  for await (const event of answer) {
    const text = event.type === "text" ? seam.take(event.text) : seam.finish();
    if (text !== "") yield { type: "text", text };
    if (event.type !== "text") yield event;
  }
}
