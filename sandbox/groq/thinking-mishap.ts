import { tripsOver } from "../callees/mishaps.ts";
import type { ChatRequest } from "./chat-request.ts";

/** Groq limits each model by itself: the small one goes on when the others have no more to give. */
const UNTOUCHED = "openai/gpt-oss-20b";

/** Number 36's sentence: at first no word comes, and for the rest of that conversation 429. */
export function thinkingMishap(request: ChatRequest): "stall" | "429" | null {
  if (request.model === UNTOUCHED) return null;
  const said = request.messages.findLastIndex(
    (message) => message.role === "user" && tripsOver("thinking", message.content),
  );
  if (said === -1) return null;
  return request.messages.slice(said).some((message) => message.role === "assistant") ? "429" : "stall";
}
