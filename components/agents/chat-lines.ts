/** One thing said in a test chat, as it is shown and sent back. */
export interface ChatLine {
  role: "contact" | "agent";
  text: string;
  tools: ChatTool[];
}

export interface ChatTool {
  id: string;
  name: string;
  arguments: string;
  result: string;
}

export interface ChatScene {
  goal: string;
  company_name: string;
  first_name: string;
}

/** What the server is told was said: a goodbye that a tool spoke is in the tool already. */
export function historyOf(lines: readonly ChatLine[]) {
  return lines.map(({ role, text, tools }) =>
    role === "contact"
      ? { role, text }
      : { role, text, tools: tools.map(({ id, name, arguments: args }) => ({ id, name, arguments: args })) },
  );
}

/** The lines with one more piece of the agent's answer. What is no piece of it changes nothing. */
export function withEvent(lines: ChatLine[], event: { type: string; data: unknown }): ChatLine[] {
  if (event.type !== "text" && event.type !== "tool") return lines;
  const last = lines.at(-1);
  const open = last?.role === "agent" ? last : { role: "agent" as const, text: "", tools: [] };
  const before = last?.role === "agent" ? lines.slice(0, -1) : lines;
  const next =
    event.type === "text"
      ? { ...open, text: open.text + (event.data as { text: string }).text }
      : { ...open, tools: [...open.tools, event.data as ChatTool] };
  return [...before, next];
}
