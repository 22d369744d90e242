/** What the language model is told was said, in the shape of a chat. */
export type ChatMessage =
  | { role: "system" | "user"; content: string }
  | { role: "assistant"; content: string; toolCalls?: { id: string; name: string; arguments: string }[] }
  | { role: "tool"; content: string; toolCallId: string };

interface ToolResult {
  id: string;
  name: string;
  arguments: string;
  result: string;
}

type Said =
  | { role: "callee"; text: string }
  | { role: "agent"; text: string; toolResults: readonly ToolResult[] };

/** `unfinished`: the answer that is being given, when the model goes on after its tools. */
export function chatMessages(
  system: string,
  history: readonly Said[],
  unfinished: { text: string; toolResults: readonly ToolResult[] } | null,
): ChatMessage[] {
  const messages: ChatMessage[] = [{ role: "system", content: system }];
  for (const item of history) {
    if (item.role === "callee") messages.push({ role: "user", content: item.text });
    else messages.push(...agentMessages(item.text, item.toolResults));
  }
  if (unfinished !== null) messages.push(...agentMessages(unfinished.text, unfinished.toolResults));
  return messages;
}

function agentMessages(text: string, toolResults: readonly ToolResult[]): ChatMessage[] {
  if (toolResults.length === 0) return text === "" ? [] : [{ role: "assistant", content: text }];
  const toolCalls = toolResults.map(({ id, name, arguments: args }) => ({ id, name, arguments: args }));
  return [
    { role: "assistant", content: text, toolCalls },
    ...toolResults.map((tool) => ({ role: "tool" as const, content: tool.result, toolCallId: tool.id })),
  ];
}
