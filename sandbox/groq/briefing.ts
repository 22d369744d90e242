import type { ChatRequest } from "./chat-request.ts";

/** What the scripted model takes from the system prompt. */
export interface Briefing {
  agent: string;
  company: string | null;
  /** As written after `Goal:`; empty when the prompt has none. */
  goal: string;
  language: string;
}

export function readBriefing(messages: ChatRequest["messages"]): Briefing {
  const prompt = messages
    .filter((m) => m.role === "system")
    .map((m) => m.content)
    .join("\n");
  const who = /\byou are ([^.,\n]+?) calling (?:for|from|on behalf of) ([^.\n]+)/i.exec(prompt);
  return {
    agent: who?.[1]?.trim() ?? /\byou are ([A-Z][\w'-]*)/.exec(prompt)?.[1] ?? "Alex",
    company: who?.[2]?.trim() ?? null,
    goal: /^\s*goal:\s*(.+)$/im.exec(prompt)?.[1]?.trim() ?? "",
    language: /^\s*language:\s*([a-z]{2})/im.exec(prompt)?.[1]?.toLowerCase() ?? "en",
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
