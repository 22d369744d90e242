import type { UsageMeter } from "#lib/domain/cost/usage-meter";
import type { Llm, LlmEvent, LlmRequest } from "../llm/port.ts";

/** The model's answer, counted as it comes. One that is given up half-way stays reckoned by its characters. */
export async function* metered(
  llm: Llm,
  request: LlmRequest,
  signal: AbortSignal,
  meter: UsageMeter,
): AsyncGenerator<LlmEvent> {
  const asked = meter.asks(llm.name, request.model ?? llm.model, () => charactersOf(request));
  try {
    for await (const event of llm.stream(request, signal)) {
      if (event.type === "text") asked.wrote(event.text.length);
      else if (event.type === "end") asked.told(event.promptTokens, event.completionTokens);
      yield event;
    }
  } catch (error) {
    asked.failed();
    throw error;
  }
}

function charactersOf({ messages, tools = [] }: LlmRequest): number {
  const said = messages.reduce((sum, message) => sum + message.content.length, 0);
  return said + JSON.stringify(tools).length;
}
