import { Wrench } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import type { ChatLine, ChatTool } from "./chat-lines.ts";
import { CHAT_TEXTS, TOOL_TEXT } from "./texts.ts";

/** What one side said, and what the tools would have done. */
export function ChatBubble({ line, speaker }: { line: ChatLine; speaker: string }) {
  const isAgent = line.role === "agent";
  return (
    <div className={cn("flex max-w-[85%] flex-col gap-1", isAgent ? "self-start" : "items-end self-end")}>
      <span className="text-xs text-ink-3">{speaker}</span>
      {line.text ? (
        <p
          className={cn(
            "rounded-lg px-3 py-2 text-sm break-words whitespace-pre-wrap",
            isAgent ? "bg-subtle text-ink" : "bg-accent-soft text-ink",
          )}
        >
          {line.text}
        </p>
      ) : null}
      {line.tools.map((tool) => (
        <p
          key={tool.id}
          className="inline-flex max-w-full items-center gap-1.5 rounded-full border border-line px-2.5 py-0.5 text-xs text-ink-2"
        >
          <Wrench aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate">
            {CHAT_TEXTS.tool}: {TOOL_TEXT[tool.name] ?? tool.name}
            {detailOf(tool)}
          </span>
        </p>
      ))}
    </div>
  );
}

/** The arguments that say something, in a few words; what is no JSON is left out. */
function detailOf(tool: ChatTool): string {
  try {
    const given = JSON.parse(tool.arguments) as Record<string, unknown>;
    const said = [given["disposition"], given["when"], given["reason"]].filter(
      (value) => typeof value === "string" && value !== "",
    );
    return said.length > 0 ? ` (${said.map((value) => String(value).replaceAll("_", " ")).join(", ")})` : "";
  } catch {
    return "";
  }
}
