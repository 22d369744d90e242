import type { ChatRequest } from "./chat-request.ts";
import { readBriefing } from "./briefing.ts";
import { calleeIntent, type CalleeIntent } from "./callee-intent.ts";
import { fillSchema } from "./fill-schema.ts";

const DISPOSITIONS: Partial<Record<CalleeIntent, string>> = {
  voicemail: "voicemail_no_message",
  menu: "no_goal",
  opt_out: "opted_out",
  wrong_person: "wrong_number",
  wants_human: "transferred",
  callback: "callback_requested",
  busy: "callback_requested",
  refusal: "not_interested",
  no: "not_interested",
  foreign: "language_barrier",
  agreement: "goal_achieved",
};

const SENTENCES: Record<string, string> = {
  goal_achieved: "They agreed.",
  not_interested: "They were not interested.",
  opted_out: "They asked not to be called again.",
  callback_requested: "They asked to be called at another time.",
  wrong_number: "It was the wrong person.",
  transferred: "They asked for a person.",
  voicemail_no_message: "A voicemail answered.",
  language_barrier: "They spoke another language.",
  no_goal: "They came to no decision.",
};

/** JSON mode: an object about the conversation, in the shape that was asked for. */
export function scriptedJson(request: ChatRequest): string {
  const format = request.response_format;
  const lines = calleeLines(request.messages);
  const disposition =
    lines.map((line) => DISPOSITIONS[calleeIntent(line)]).findLast((found) => found !== undefined) ??
    "no_goal";
  const goal = readBriefing(request.messages).goal || "the goal of the campaign";
  const reached = disposition === "goal_achieved";
  const happened = SENTENCES[disposition] ?? "The call ended.";
  const facts = {
    summary: `The agent called about: ${goal.replace(/[.!?]+$/, "")}. ${happened}`,
    reason: happened,
    disposition,
    outcome: disposition,
    goal_achieved: reached,
    key_points: [happened],
    sentiment: reached ? "positive" : disposition === "opted_out" ? "negative" : "neutral",
  };
  if (format?.type !== "json_schema" || !format.json_schema.schema) return JSON.stringify(facts);
  return JSON.stringify(
    fillSchema(format.json_schema.schema, {
      facts,
      transcript: lines.join("\n"),
      fallbackDisposition: "no_goal",
    }),
  );
}

/** What the callee said: lines `Contact: …` of a transcript in the prompt, else the user's messages themselves. */
function calleeLines(messages: ChatRequest["messages"]): string[] {
  const users = messages.filter((m) => m.role === "user").map((m) => m.content);
  const marked = users.flatMap((text) =>
    [...text.matchAll(/^(?:contact|callee|customer|user):\s*(.+)$/gim)].map((match) => match[1] ?? ""),
  );
  return marked.length ? marked : users;
}
