import type { IncomingMessage, ServerResponse } from "node:http";
import { callIn, callName } from "./call-name.ts";
import type { Ledger } from "./ledger.ts";

const FIRST_TOKEN_MS = 100;
/** 400 tokens a second, four at a time. */
const TOKENS_A_STEP = 4;
const STEP_MS = 10;
/** Only the next step tells that the sentence "Alfa Bravo sounds good." has ended: until then it is the model that takes the time. */
const FIRST_SENTENCE_TOKENS = 4;
export const MODEL = "openai/gpt-oss-120b";

/** Canned chat completions, streamed at the speed that Groq publishes. */
export async function answerChat(
  request: IncomingMessage,
  response: ServerResponse,
  ledger: Ledger,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const call = callIn(Buffer.concat(parts).toString("utf8")) ?? 0;
  ledger.note(call, "modelAskedAt");
  const text = `${callName(call)} sounds good. We have a free place on Monday morning. Would that suit you, or shall we look for another day?`;
  const tokens = text.match(/\s*\S+/g) ?? [];
  response.writeHead(200, { "content-type": "text/event-stream" });
  await pause(FIRST_TOKEN_MS);
  for (let at = 0; at < tokens.length && !response.destroyed; at += TOKENS_A_STEP) {
    const content = tokens.slice(at, at + TOKENS_A_STEP).join("");
    if (at === FIRST_SENTENCE_TOKENS) ledger.note(call, "modelSpokeAt");
    response.write(chunk({ delta: { content }, finish_reason: null }));
    await pause(STEP_MS);
  }
  if (!response.destroyed) response.end(`${chunk({ delta: {}, finish_reason: "stop" })}data: [DONE]\n\n`);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const chunk = (choice: object): string =>
  `data: ${JSON.stringify({
    id: "chatcmpl-bench",
    object: "chat.completion.chunk",
    created: 0,
    model: MODEL,
    choices: [{ index: 0, logprobs: null, ...choice }],
  })}\n\n`;
