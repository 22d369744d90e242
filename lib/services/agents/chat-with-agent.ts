import { findAgent } from "#lib/data/agents";
import {
  chatSnapshot,
  chatStanding,
  type ChatEvent,
  type ChatRequest,
  effectInTest,
  type UsedTool,
} from "#lib/domain/agents/test-chat";
import { steering } from "#lib/domain/conversation/machine";
import { chatMessages } from "#lib/domain/conversation/messages";
import { asksToOptOut } from "#lib/domain/conversation/opt-out";
import { phrasesFor } from "#lib/domain/conversation/phrases";
import { disclosureText, greetingText, systemPrompt } from "#lib/domain/conversation/prompt";
import { readToolCall, toolsOnOffer } from "#lib/domain/conversation/tools";
import type { CallSnapshot } from "#lib/domain/settings";
import { turnTakingConfig } from "#lib/domain/turn-taking/config";
import { AppError, isAppError } from "#lib/errors/app-error";
import type { Llm, LlmMessage } from "#lib/providers/llm/port";
import { asUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import type { ChatAllowance } from "./chat-allowance.ts";

/** As in a call: so often the model may go on after tools alone. */
const MAX_TOOL_STEPS = 3;

/**
 * One answer of the agent to a test chat, by the rules, prompt and tools of a call. Nothing of it is stored, and the tools
 * change nothing. Throws `not_found`, `rate_limited`, `conflict` when the conversation is over; later failures are an event.
 */
export async function chatWithAgent(
  ctx: UserContext,
  parts: { llm: Pick<Llm, "stream">; allowance: ChatAllowance },
  agentId: string,
  request: ChatRequest,
  signal: AbortSignal,
): Promise<AsyncGenerator<ChatEvent>> {
  const agent = await asUser(ctx, "agents.change", (trx, tenantId) => findAgent(trx, tenantId, agentId));
  if (!agent) throw missing("agent");
  if (chatStanding(request.history, agent.language).isOver) {
    throw new AppError("conflict", { publicMessage: "The agent has hung up. Start again." });
  }
  if (!parts.allowance.take(callerId(ctx))) {
    throw new AppError("rate_limited", {
      publicMessage: "That was a lot of messages. Wait a minute and go on.",
      retryable: true,
    });
  }
  const snapshot = chatSnapshot(agent, request);
  if (request.history.length === 0) return opening(snapshot);
  return guarded(ctx, answer(ctx, parts.llm, snapshot, request, signal));
}

async function* opening(snapshot: CallSnapshot): AsyncGenerator<ChatEvent> {
  yield { type: "text", text: `${disclosureText(snapshot)} ${greetingText(snapshot)}`.trim() };
  yield { type: "end", is_over: false, disposition: null };
}

/** The answer has begun when a provider fails: what came so far stands, and the failure is told. */
async function* guarded(ctx: UserContext, events: AsyncGenerator<ChatEvent>): AsyncGenerator<ChatEvent> {
  try {
    yield* events;
  } catch (err) {
    ctx.log.warn({ err }, "a test chat failed");
    const detail = isAppError(err)
      ? "The language model could not answer. Try again in a moment."
      : "Something went wrong on our side. Try again in a moment.";
    yield { type: "error", detail };
  }
}

async function* answer(
  ctx: UserContext,
  llm: Pick<Llm, "stream">,
  snapshot: CallSnapshot,
  { history }: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent> {
  const { language } = snapshot.agent;
  const { said, conversation, outcome: before } = chatStanding(history, language);
  const phrases = phrasesFor(language);
  const reply = { text: "", toolResults: [] as UsedTool[] };
  let outcome = before;
  let farewell: string | null = null;
  const used = function* (call: Omit<UsedTool, "result">): Generator<ChatEvent> {
    const effect = effectInTest(readToolCall(call), outcome);
    const tool = { ...call, result: effect.result };
    reply.toolResults.push(tool);
    outcome = effect.outcome;
    farewell = effect.farewell ?? farewell;
    yield { type: "tool", ...tool };
  };
  if (asksToOptOut(history.at(-1)?.text ?? "")) {
    const args = JSON.stringify({ farewell: phrases.optOutFarewell });
    yield* used({ id: "heard", name: "opt_out", arguments: args });
  } else {
    const bounds = turnTakingConfig({
      maxDurationMs: snapshot.calling.max_call_duration_s * 1000,
      language,
      greeting: "",
      phrases,
      settings: snapshot.agent.turnTaking,
    });
    const line = steering(conversation, bounds);
    const instructions = systemPrompt(snapshot, ctx.now());
    const system = line === null ? instructions : `${instructions}\n${line}`;
    const { model, temperature, maxTokens, transferNumber } = snapshot.agent;
    const tools = toolsOnOffer(transferNumber !== null);
    for (let step = 0; step <= MAX_TOOL_STEPS; step += 1) {
      const unfinished = reply.toolResults.length > 0 ? reply : null;
      const messages: LlmMessage[] = chatMessages(system, said, unfinished);
      const stream = llm.stream({ messages, tools, model, temperature, maxTokens }, signal);
      for await (const event of stream) {
        if (event.type === "text") {
          reply.text += event.text;
          yield { type: "text", text: event.text };
        } else if (event.type === "tool_calls") {
          for (const call of event.calls) yield* used(call);
        }
      }
      if (signal.aborted || farewell !== null || reply.text.trim() !== "") break;
    }
  }
  if (signal.aborted) return;
  const last = goodbye(farewell, reply, phrases.farewell);
  if (last !== "") yield { type: "text", text: reply.text === "" ? last : ` ${last}` };
  if (reply.text === "" && last === "")
    throw new AppError("unavailable", { publicMessage: "The language model said nothing.", retryable: true });
  const end = chatStanding(
    [...history, { role: "agent", text: reply.text, tools: reply.toolResults }],
    language,
  );
  yield { type: "end", is_over: end.isOver, disposition: end.disposition };
}

function goodbye(farewell: string | null, reply: { text: string }, usual: string): string {
  if (farewell === null) return "";
  return farewell || (reply.text.trim() === "" ? usual : "");
}
