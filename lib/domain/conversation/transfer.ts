import type { CallSnapshot } from "../settings.ts";

export interface TransferRequest {
  /** Why, and what the colleague should know; either may be empty. */
  reason: string;
  summary: string;
}

/** What the carrier speaks to a colleague at most. */
const MAX_BRIEFING_CHARS = 1500;

/** What the colleague hears before the call is connected to them, in the campaign's language. */
export function transferBriefing(snapshot: CallSnapshot, request: TransferRequest): string {
  const { agent, lead } = snapshot;
  const isSpanish = agent.language.toLowerCase().startsWith("es");
  const name = [lead.firstName, lead.lastName].filter(Boolean).join(" ");
  const told = sentence(request.summary) || sentence(request.reason);
  const parts = isSpanish
    ? [`Hola. ${agent.name} le pasa una llamada${name ? ` de ${name}` : ""}.`, told, "Ahora le conecto."]
    : [
        `Hello. ${agent.name} is passing a call to you${name ? ` from ${name}` : ""}.`,
        told,
        "Connecting you now.",
      ];
  const spare = MAX_BRIEFING_CHARS - (parts[0]?.length ?? 0) - (parts[2]?.length ?? 0) - 2;
  return [parts[0], told.slice(0, spare).trim(), parts[2]].filter(Boolean).join(" ");
}

function sentence(text: string): string {
  const trimmed = text.replace(/\s+/g, " ").trim();
  return trimmed === "" || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
