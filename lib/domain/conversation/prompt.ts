import type { CallSnapshot } from "../settings.ts";
import { fillTemplate, variablesOf } from "./template.ts";

const SPEAKING_RULES = `You are on the phone. Your words are spoken aloud.
- Say one or two short sentences at a time, then let the other person answer. Ask one question at a time.
- Plain spoken words only: no lists, no markdown, no emoji, no stage directions.
- You have greeted them already; don't greet or introduce yourself again unless asked.
- If asked, say honestly that you are an automated assistant.
- Only state facts that stand in these instructions. If you don't know, say so.
- If they don't want to be called again, use opt_out at once.
- If this is the wrong person, apologise, use set_outcome with wrong_number, and end the call.
- Speak the language above. If they speak another that you don't, say so in one sentence, use set_outcome with language_barrier, and end the call.
- If they ask to be called at another time, use schedule_callback.
- As soon as the outcome is clear use set_outcome, and when nothing is left to say use end_call with a short farewell.`;

const WITH_TRANSFER =
  "- If they want a person, or you can't help them, say that you connect them and use transfer_to_human with a summary. If nobody is free, offer a call back and use schedule_callback.";
const WITHOUT_TRANSFER =
  "- You can't transfer the call; if they want a person, offer a call back and use schedule_callback.";

/** The system message of a call. `now` lets the model understand "tomorrow at ten". */
export function systemPrompt(snapshot: CallSnapshot, now: Date): string {
  const { agent, campaign, lead } = snapshot;
  const variables = variablesOf(snapshot);
  const name = [lead.firstName, lead.lastName].filter(Boolean).join(" ");
  const facts = Object.keys(lead.customFields)
    .map((key) => {
      const value = variables.get(
        key
          .trim()
          .toLowerCase()
          .replace(/[\s-]+/g, "_"),
      );
      return value === undefined ? null : `- ${key}: ${value}`;
    })
    .filter((line) => line !== null);
  const parts = [
    `You are ${agent.name} calling for ${agent.companyName || "our company"}.`,
    `Goal: ${oneLine(fillTemplate(campaign.goal, variables))}`,
    `Language: ${agent.language}`,
    `Now: ${now.toISOString()} (their time zone: ${lead.timezone ?? snapshot.calling.timezone})`,
    name ? `You are calling: ${name}` : "",
    facts.length > 0 ? `What we know about them:\n${facts.join("\n")}` : "",
    fillTemplate(campaign.systemPrompt, variables),
    SPEAKING_RULES,
    agent.transferNumber === null ? WITHOUT_TRANSFER : WITH_TRANSFER,
  ];
  return parts.filter((part) => part !== "").join("\n");
}

/** What stands before the greeting; empty: the campaign has switched it off. */
export function disclosureText(snapshot: CallSnapshot): string {
  return oneLine(fillTemplate(snapshot.agent.disclosure ?? "", variablesOf(snapshot)));
}

/** The first sentence of the agent's own: as given, else made from the names. Never holds an unfilled variable. */
export function greetingText(snapshot: CallSnapshot): string {
  const variables = variablesOf(snapshot);
  const given = snapshot.agent.greeting ? fillTemplate(snapshot.agent.greeting, variables) : "";
  if (/[\p{L}\p{N}]/u.test(given)) return oneLine(given);
  const { name, companyName, language } = snapshot.agent;
  const first = snapshot.lead.firstName?.trim();
  // The disclosure has said hello and for whom.
  const isDisclosed = disclosureText(snapshot) !== "";
  if (language.toLowerCase().startsWith("es")) {
    const hello = companyName ? `Hola, soy ${name} de ${companyName}.` : `Hola, soy ${name}.`;
    const who = isDisclosed ? `Me llamo ${name}.` : hello;
    return first ? `${who} ¿Hablo con ${first}?` : `${who} ¿Tiene un momento?`;
  }
  const hello = companyName ? `Hello, this is ${name} from ${companyName}.` : `Hello, this is ${name}.`;
  const who = isDisclosed ? `My name is ${name}.` : hello;
  return first ? `${who} Am I speaking with ${first}?` : `${who} Do you have a moment?`;
}

/** What is left after a voicemail's tone; empty: nothing, by the campaign's setting or because this person has one already. */
export function voicemailMessage(snapshot: CallSnapshot): string {
  const { agent, calling, lead } = snapshot;
  if (calling.voicemail !== "leave_message" || lead.hasVoicemail) return "";
  return oneLine(fillTemplate(agent.voicemailMessage ?? "", variablesOf(snapshot)));
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
