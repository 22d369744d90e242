import type { ServerResponse } from "node:http";
import { tokensOf, usageOf, type Completion } from "./completion.ts";

export const TOKENS_PER_SECOND = 400;

export type StreamFault = "stall" | "stall_mid_stream" | "error_mid_stream" | "cut";

/** Resolves true after `ms`, or false at once when the other side has gone. */
export function pause(res: ServerResponse, ms: number): Promise<boolean> {
  if (res.destroyed || res.writableEnded) return Promise.resolve(false);
  if (ms <= 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const gone = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      res.off("close", gone);
      resolve(true);
    }, ms);
    res.once("close", gone);
  });
}

/** Sends the answer as server-sent events, word by word at the model's speed, until the end or until nobody listens. */
export async function streamCompletion(
  res: ServerResponse,
  completion: Completion,
  firstTokenMs: number,
  headers: Record<string, string>,
  fault: StreamFault | null,
): Promise<void> {
  res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache", ...headers });
  res.flushHeaders();
  const send = (choice: Record<string, unknown>, extra: Record<string, unknown> = {}): void => {
    const chunk = {
      id: completion.id,
      object: "chat.completion.chunk",
      created: completion.created,
      model: completion.model,
      system_fingerprint: completion.fingerprint,
      choices: [{ index: 0, logprobs: null, finish_reason: null, ...choice }],
      ...extra,
    };
    res.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  const startedAt = performance.now();
  let dueAt = startedAt + firstTokenMs;
  if (fault === "stall") return;
  if (!(await pause(res, dueAt - performance.now()))) return;
  send({ delta: { role: "assistant", content: "" } }, { x_groq: { id: completion.requestId } });
  if (completion.showReasoning) send({ delta: { reasoning: completion.reasoning } });
  const words = completion.text.match(/\s*\S+\s*$|\s*\S+/g) ?? [];
  for (const [index, word] of words.entries()) {
    if (!(await pause(res, dueAt - performance.now()))) return;
    if (fault && index >= words.length / 2) return breakOff(res, fault);
    send({ delta: { content: word } });
    dueAt += (tokensOf(word) / TOKENS_PER_SECOND) * 1000;
  }
  if (fault) return breakOff(res, fault);
  for (const [index, call] of completion.toolCalls.entries()) {
    dueAt += (tokensOf(call.function.arguments) / TOKENS_PER_SECOND) * 1000;
    if (!(await pause(res, dueAt - performance.now()))) return;
    send({ delta: { tool_calls: [{ index, ...call }] } });
  }
  const usage = usageOf(completion, (performance.now() - startedAt) / 1000);
  send(
    { delta: {}, finish_reason: completion.finishReason },
    { x_groq: { id: completion.requestId, usage } },
  );
  res.end("data: [DONE]\n\n");
}

/** `stall_mid_stream` leaves the response open and silent: only the client can end it. */
function breakOff(res: ServerResponse, fault: StreamFault): void {
  if (fault === "cut") res.destroy();
  if (fault === "error_mid_stream") {
    const error = {
      message: "Over capacity in the sandbox.",
      type: "internal_server_error",
      code: "over_capacity",
    };
    res.end(`data: ${JSON.stringify({ error })}\n\ndata: [DONE]\n\n`);
  }
}
