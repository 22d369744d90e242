import type { CallSnapshot } from "../settings.ts";

export const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

export const keyOf = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");

const textOf = (value: unknown): string | null => {
  if (typeof value === "string") return value.trim() || null;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return null;
};

/** What `{{…}}` may name: the lead's columns, the agent's and the campaign's, then the lead's custom fields. */
export function variablesOf(snapshot: CallSnapshot): Map<string, string> {
  const { lead, agent, campaign } = snapshot;
  const variables = new Map<string, string>();
  const put = (name: string, value: unknown) => {
    const text = textOf(value);
    if (text !== null) variables.set(keyOf(name), text);
  };
  for (const [name, value] of Object.entries(lead.customFields)) put(name, value);
  put("first_name", lead.firstName);
  put("last_name", lead.lastName);
  put("full_name", [lead.firstName, lead.lastName].filter(Boolean).join(" "));
  put("email", lead.email);
  put("phone_number", lead.phoneNumber);
  put("timezone", lead.timezone);
  put("agent_name", agent.name);
  put("company_name", agent.companyName);
  put("campaign_name", campaign.name);
  put("goal", campaign.goal);
  return variables;
}

/** Fills `{{name}}`; what is missing disappears with the space or comma that belonged to it, and never is spoken. */
export function fillTemplate(template: string, variables: ReadonlyMap<string, string>): string {
  const gap = "\uE000";
  const filled = template.replace(PLACEHOLDER, (_, name: string) => variables.get(keyOf(name)) ?? gap);
  return filled
    .replace(/,[ \t]*\uE000[ \t]*(?=[,.!?;:])/g, "")
    .replace(/[ \t]*\uE000(?=[,.!?;:])/g, "")
    .replace(/\uE000[ \t]*/g, "")
    .replace(/[{}]{2,}/g, "")
    .replace(/[ \t]{2,}/g, " ")
    .replace(/[ \t]+(?=[,.!?;:](?:\s|$))/g, "")
    .trim();
}
