import { z } from "zod";

/** Dispositions that the model may decide; the others are facts that it can't know or have their own tool. */
export const MODEL_DISPOSITIONS = [
  "goal_achieved",
  "not_interested",
  "callback_requested",
  "wrong_number",
  "language_barrier",
  "no_goal",
] as const;
export type ModelDisposition = (typeof MODEL_DISPOSITIONS)[number];

const text = z.string().trim().max(600).default("");

const ARGUMENTS = {
  set_outcome: z.object({ disposition: z.enum(MODEL_DISPOSITIONS), reason: text }),
  end_call: z.object({ farewell: text }),
  opt_out: z.object({ farewell: text }),
  schedule_callback: z.object({
    when: z.string().trim().min(1).max(200),
    at: z.iso.datetime({ offset: true }).nullish(),
  }),
  transfer_to_human: z.object({ reason: text, summary: text }),
} as const;

export type ToolName = keyof typeof ARGUMENTS;
export type ToolRequest = { [N in ToolName]: { name: N } & z.infer<(typeof ARGUMENTS)[N]> }[ToolName];

/** One call of a tool by the model: what it wrote, and what that means (`null`: nothing we offer, or wrong arguments). */
export interface ToolUse {
  id: string;
  name: string;
  arguments: string;
  request: ToolRequest | null;
}

interface ToolSpec {
  name: ToolName;
  description: string;
  parameters: Record<string, unknown>;
}

const parametersOf = (schema: z.ZodType): Record<string, unknown> => {
  const { $schema: _, ...parameters } = z.toJSONSchema(schema, { io: "input" }) as Record<string, unknown>;
  return parameters;
};

const DESCRIPTIONS: Record<ToolName, string> = {
  set_outcome:
    "Records what the conversation came to, once it is clear. Use it exactly once, before end_call.",
  end_call: "Says the farewell and hangs up. Use it when nothing is left to say.",
  opt_out: "The person doesn't want to be called again: records it, says the farewell and hangs up.",
  schedule_callback:
    "The person asks to be called at another time. `when` as they said it; `at` as ISO 8601 with offset, if it can be told.",
  transfer_to_human:
    "Connects the person to a human colleague. `summary`: one or two sentences for the colleague, who hears them first.",
};

/** What a request to the language model offers. */
const CONVERSATION_TOOLS: readonly ToolSpec[] = (Object.keys(ARGUMENTS) as ToolName[]).map((name) => ({
  name,
  description: DESCRIPTIONS[name],
  parameters: parametersOf(ARGUMENTS[name]),
}));

/** Without the transfer where nobody is there to transfer to. */
export function toolsOnOffer(canTransfer: boolean): ToolSpec[] {
  return CONVERSATION_TOOLS.filter(({ name }) => canTransfer || name !== "transfer_to_human");
}

const isToolName = (name: string): name is ToolName => Object.hasOwn(ARGUMENTS, name);

/** Never throws: a model may write anything. */
export function readToolCall(call: { id: string; name: string; arguments: string }): ToolUse {
  const use = { id: call.id, name: call.name, arguments: call.arguments };
  if (!isToolName(call.name)) return { ...use, request: null };
  let written: unknown;
  try {
    written = JSON.parse(call.arguments || "{}");
  } catch {
    return { ...use, request: null };
  }
  const parsed = ARGUMENTS[call.name].safeParse(written);
  return { ...use, request: parsed.success ? ({ name: call.name, ...parsed.data } as ToolRequest) : null };
}
