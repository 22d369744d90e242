import type { CallSnapshot } from "../settings.ts";
import { fillTemplate, variablesOf } from "./template.ts";

/** To "state your name and why you are calling": name, company and reason in one sentence. */
export function screeningAnswer(snapshot: CallSnapshot): string {
  const { agent, campaign, lead } = snapshot;
  const goal = fillTemplate(campaign.goal, variablesOf(snapshot)).replace(/\s+/g, " ").trim();
  const reason = (goal.split(/(?<=[.!?])\s/)[0] ?? "").replace(/[.!?]+$/, "").trim();
  const company = agent.companyName.trim();
  const who = lead.firstName?.trim() ?? "";
  if (agent.language.toLowerCase().startsWith("es")) {
    const from = company ? `el asistente automático de ${company}` : "un asistente automático";
    return `Soy ${agent.name}, ${from}, y llamo${who ? ` a ${who}` : ""}${reason ? ` por lo siguiente: ${reason}` : ""}.`;
  }
  const from = company ? `the automated assistant of ${company}` : "an automated assistant";
  return `This is ${agent.name}, ${from}, calling${who ? ` for ${who}` : ""}${reason ? ` about this: ${reason}` : ""}.`;
}
