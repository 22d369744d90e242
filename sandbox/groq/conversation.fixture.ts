import type { ChatCompletionCreateParamsNonStreaming } from "groq-sdk/resources/chat/completions";

type Request = ChatCompletionCreateParamsNonStreaming;

const object = (properties: Record<string, unknown>): Record<string, unknown> => ({
  type: "object",
  properties,
  required: Object.keys(properties),
});
const tool = (name: string, properties: Record<string, unknown>) => ({
  type: "function" as const,
  function: { name, description: name, parameters: object(properties) },
});

export const TOOLS = [
  tool("set_outcome", {
    disposition: {
      type: "string",
      enum: [
        "goal_achieved",
        "not_interested",
        "callback_requested",
        "wrong_number",
        "language_barrier",
        "no_goal",
        "voicemail_no_message",
      ],
    },
    reason: { type: "string" },
  }),
  tool("end_call", { farewell: { type: "string" } }),
  tool("opt_out", { farewell: { type: "string" } }),
  tool("schedule_callback", { when: { type: "string" }, at: { type: ["string", "null"] } }),
  tool("transfer_to_human", { reason: { type: "string" }, summary: { type: "string" } }),
];

export const SYSTEM = [
  "You are Mia calling for Bright Dental.",
  "Goal: Confirm the customer's check-up on Tuesday at ten.",
  "Language: en",
  "Now: 2026-11-25T15:30:00.000Z (their time zone: America/New_York)",
].join("\n");

/** A conversation of alternating lines; the callee speaks first. */
export function conversation(lines: string[], extra: Partial<Request> = {}): Request {
  return {
    model: "openai/gpt-oss-120b",
    reasoning_effort: "low",
    include_reasoning: false,
    max_completion_tokens: 512,
    tools: TOOLS,
    messages: [
      { role: "system", content: SYSTEM },
      ...lines.map((content, i) => ({
        role: i % 2 === 0 ? ("user" as const) : ("assistant" as const),
        content,
      })),
    ],
    ...extra,
  };
}
