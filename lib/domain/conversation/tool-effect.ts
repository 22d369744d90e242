import type { ModelDisposition, ToolRequest, ToolUse } from "./tools.ts";

/** What a tool comes to that takes no time, in a call and in a test of it. */
export interface ToolEffect {
  /** What is done; null: nothing, for it can't be or is no tool. */
  done: ToolRequest | null;
  /** What the model is told. */
  result: string;
  /** What the conversation has come to by its tools. */
  outcome: ModelDisposition | null;
  /** What the agent says before it hangs up; null: the conversation goes on. */
  farewell: string | null;
}

/** `outcome`: what the tools before it have come to. */
export function effectOfTool(
  { request }: ToolUse,
  outcome: ModelDisposition | null,
  canTransfer: boolean,
): ToolEffect {
  const goesOn = { done: request, outcome, farewell: null };
  switch (request?.name) {
    case undefined:
      return { ...goesOn, result: "error: no such tool, or wrong arguments" };
    case "set_outcome":
      return { ...goesOn, ...outcomeAfter(outcome, request.disposition) };
    case "schedule_callback":
      return {
        ...goesOn,
        outcome: outcome ?? "callback_requested",
        result: "recorded: we will call again then, within our calling hours",
      };
    case "opt_out":
      return { ...goesOn, farewell: request.farewell, result: "recorded: they will not be called again" };
    case "end_call":
      return { ...goesOn, farewell: request.farewell, result: "the call ends after the farewell" };
    case "transfer_to_human":
      return canTransfer
        ? { ...goesOn, result: "the call is connected to a colleague when you have said so" }
        : { ...goesOn, done: null, result: "error: nobody is free; offer a call back" };
  }
}

/** The last word counts, but that nothing came of it takes nothing back. */
function outcomeAfter(
  before: ModelDisposition | null,
  disposition: ModelDisposition,
): Pick<ToolEffect, "outcome" | "result"> {
  if (before !== null && disposition === "no_goal")
    return { outcome: before, result: `kept: it is ${before}` };
  const isNew = before === null || before === disposition;
  return { outcome: disposition, result: isNew ? "recorded" : `recorded, instead of ${before}` };
}
