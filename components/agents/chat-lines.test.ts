import { expect, it } from "vitest";
import { type ChatLine, historyOf, withEvent } from "./chat-lines.ts";

it("grows the agent's answer piece by piece, and sends it back without what the server works out itself", () => {
  const tool = { id: "a", name: "end_call", arguments: "{}", result: "the call ends" };
  let lines: ChatLine[] = [{ role: "contact", text: "Yes?", tools: [] }];
  for (const event of [
    { type: "text", data: { text: "Thank " } },
    { type: "text", data: { text: "you." } },
    { type: "tool", data: tool },
    { type: "end", data: { is_over: true } },
  ])
    lines = withEvent(lines, event);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toEqual({ role: "agent", text: "Thank you.", tools: [tool] });
  expect(historyOf(lines)).toEqual([
    { role: "contact", text: "Yes?" },
    { role: "agent", text: "Thank you.", tools: [{ id: "a", name: "end_call", arguments: "{}" }] },
  ]);
});
