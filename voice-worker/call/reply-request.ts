import { chatMessages } from "#lib/domain/conversation/messages";
import { calleeTurn, steering } from "#lib/domain/conversation/machine";
import { toolsOnOffer } from "#lib/domain/conversation/tools";
import type { TurnTakingState } from "#lib/domain/turn-taking/state";
import type { LlmRequest } from "#lib/providers/llm/port";
import type { PreparedCall } from "./prepared-call.ts";
import type { SlowTool } from "./slow-tool.ts";

/**
 * What the model is asked for an answer. `heard`: said by the callee, and in the history only when their turn is over; the
 * answer may be in vain.
 */
export function replyRequest(
  state: TurnTakingState,
  prepared: PreparedCall,
  slowTools: readonly SlowTool[],
  heard: string | null,
): LlmRequest {
  const { agent, config, conversation } = state;
  const { system } = prepared;
  const now = heard === null ? conversation : calleeTurn(conversation, heard, config.language);
  const line = steering(now, config);
  const history =
    heard === null ? state.history : [...state.history, { role: "callee" as const, text: heard }];
  const unfinished =
    agent !== null && agent.toolResults.length > 0
      ? { text: agent.generated.trim(), toolResults: agent.toolResults }
      : null;
  return {
    ...prepared.model,
    messages: chatMessages(line === null ? system : `${system}\n${line}`, history, unfinished),
    tools: [
      ...toolsOnOffer(prepared.config.canTransfer && state.transfer !== "failed"),
      ...slowTools.map((tool) => tool.spec),
    ],
  };
}
