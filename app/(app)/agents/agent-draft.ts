import type { AgentDraft } from "#lib/domain/api/agent";
import { textOf } from "@/app/_client/form-answer";

const TURNS = "turn_taking.";

/** The form's fields in the API's shape. Nothing is judged here: what is empty is left to the schema, or is "none". */
export function agentDraftFrom(form: FormData): AgentDraft {
  const text = (name: string): string => textOf(form, name).trim();
  const number = (name: string): number | null => (text(name) === "" ? null : Number(text(name)));
  const turns = [...form.keys()].filter((name) => name.startsWith(TURNS));
  return {
    name: text("name"),
    description: text("description"),
    language: text("language"),
    greeting: text("greeting"),
    system_prompt: text("system_prompt"),
    voice_id: text("voice_id") || null,
    model: text("model") || null,
    temperature: number("temperature"),
    max_tokens: number("max_tokens"),
    turn_taking: Object.fromEntries(turns.map((name) => [name.slice(TURNS.length), number(name)])),
  };
}
