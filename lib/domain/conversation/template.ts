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

/** Of a lead alone: its columns and custom fields, by the keys that `{{…}}` is looked up with. */
export function leadVariables(lead: Omit<CallSnapshot["lead"], "hasVoicemail">): Map<string, string> {
  const variables = new Map<string, string>();
  for (const [name, value] of Object.entries(lead.customFields)) put(variables, name, value);
  put(variables, "first_name", lead.firstName);
  put(variables, "last_name", lead.lastName);
  put(variables, "full_name", [lead.firstName, lead.lastName].filter(Boolean).join(" "));
  put(variables, "email", lead.email);
  put(variables, "phone_number", lead.phoneNumber);
  put(variables, "timezone", lead.timezone);
  return variables;
}

function put(variables: Map<string, string>, name: string, value: unknown): void {
  const text = textOf(value);
  if (text !== null) variables.set(keyOf(name), text);
}

/** What `{{…}}` may name: the lead's columns, the agent's and the campaign's, then the lead's custom fields. */
export function variablesOf({ lead, agent, campaign }: CallSnapshot): Map<string, string> {
  const variables = leadVariables(lead);
  put(variables, "agent_name", agent.name);
  put(variables, "company_name", agent.companyName);
  put(variables, "campaign_name", campaign.name);
  put(variables, "goal", campaign.goal);
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
