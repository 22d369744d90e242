import type { ChatRequest } from "./chat-request.ts";

/** What the scripted model takes from the system prompt. */
export interface Briefing {
  agent: string;
  company: string | null;
  /** As written after `Goal:`; empty when the prompt has none. */
  goal: string;
  language: string;
  /** From `Now:`, so that "tomorrow" means a day; null when the prompt tells no time. */
  now: Date | null;
  timeZone: string;
  /** What the goal says is to be asked for. */
  asksFor: { email: boolean; number: boolean };
}

export function readBriefing(messages: ChatRequest["messages"]): Briefing {
  const prompt = messages
    .filter((m) => m.role === "system")
    .map((m) => m.content)
    .join("\n");
  const who = /\byou are ([^.,\n]+?) calling (?:for|from|on behalf of) ([^.\n]+)/i.exec(prompt);
  const goal = /^\s*goal:\s*(.+)$/im.exec(prompt)?.[1]?.trim() ?? "";
  const time = /^\s*now:\s*(\S+)(?:.*?time zone:\s*([\w/+-]+))?/im.exec(prompt);
  const now = new Date(time?.[1] ?? "");
  return {
    agent: who?.[1]?.trim() ?? /\byou are ([A-Z][\w'-]*)/.exec(prompt)?.[1] ?? "Alex",
    company: who?.[2]?.trim() ?? null,
    goal,
    language: /^\s*language:\s*([a-z]{2})/im.exec(prompt)?.[1]?.toLowerCase() ?? "en",
    now: Number.isNaN(now.getTime()) ? null : now,
    timeZone: time?.[2] ?? "UTC",
    asksFor: {
      email: /\be-?mail|\bcorreo\b/i.test(goal),
      number: /\b(phone|telephone|mobile) number|\bn[uú]mero de tel[eé]fono/i.test(goal),
    },
  };
}

const VERBS =
  /^(announce|arrange|ask|book|check|collect|conduct|confirm|convince|determine|discuss|encourage|explain|find|follow|gather|get|give|have|help|identify|inform|interview|introduce|invite|learn|let|make|obtain|offer|persuade|present|promote|qualify|recommend|remind|renew|reschedule|schedule|see|sell|set|share|sign|survey|tell|thank|understand|update|verify|welcome)\b/i;

const SECOND_PERSON: readonly (readonly [RegExp, string])[] = [
  [
    /\b(they|the (?:customer|contact|lead|callee|person|client|patient|guest|prospect)) (?:is|are)\b/gi,
    "you are",
  ],
  [/\b(they|the (?:customer|contact|lead|callee|person|client|patient|guest|prospect)) has\b/gi, "you have"],
  [/\b(?:the (?:customer|contact|lead|callee|person|client|patient|guest|prospect))(?:'s|’s)/gi, "your"],
  [/\b(?:they|them|the (?:customer|contact|lead|callee|person|client|patient|guest|prospect)s?)\b/gi, "you"],
  [/\b(?:customers?|contacts?|callees?|prospects?)\b/gi, "you"],
  [/\b(?:their|his or her)\b/gi, "your"],
  [/\byou wants\b/gi, "you want"],
  [/\byou agrees\b/gi, "you agree"],
  [/\byou attends\b/gi, "you attend"],
  [/\byou accepts\b/gi, "you accept"],
];

/** The goal as one clause addressed to the callee, without a full stop: "we would like to confirm your visit". */
export function goalClause(briefing: Briefing): string {
  const us = briefing.company ?? "we";
  let goal =
    briefing.goal
      .split(/(?<=[.!?])\s/)[0]
      ?.replace(/[.!?]+$/, "")
      .trim() ?? "";
  if (!goal) return `${us} would like to ask you one short question`;
  for (const [pattern, word] of SECOND_PERSON) goal = goal.replace(pattern, word);
  goal = goal.replace(/^(your goal is )?to /i, "");
  const words = goal.split(/\s+/);
  if (words.length > 24)
    goal = words
      .slice(0, 24)
      .join(" ")
      .replace(/[,;:]$/, "");
  if (VERBS.test(goal)) return `${us} would like to ${goal.charAt(0).toLowerCase()}${goal.slice(1)}`;
  return `${us} would like to talk with you about this: ${goal}`;
}

/** The same after "Le llamo": "para confirmar su cita"; a goal that is no Spanish infinitive is told as it stands. */
export function spanishGoalClause(briefing: Briefing): string {
  const goal =
    briefing.goal
      .split(/(?<=[.!?])\s/)[0]
      ?.replace(/[.!?]+$/, "")
      .trim() ?? "";
  if (!goal) return "para hacerle una pregunta breve";
  const isInfinitive = /^[\p{L}]+[aei]r(le|se|lo|la)?\b/iu.test(goal);
  return isInfinitive ? `para ${goal.charAt(0).toLowerCase()}${goal.slice(1)}` : `por lo siguiente: ${goal}`;
}
