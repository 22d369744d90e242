const FAREWELL =
  /\b(good ?bye|bye|take care|have an? (very )?(great|good|nice|lovely|wonderful|pleasant) (rest|day|evening|afternoon|morning|night|one|weekend))\b/i;

const ANSWERS: readonly (readonly [RegExp, string])[] = [
  [/\b(still there|hear me|with me)\b/i, "Yes, I'm here."],
  [/\b(a|one|two|few) (quick )?(moment|minute|minutes|second|seconds)\b|\bgood time\b/i, "Yes, go ahead."],
  [
    /\b(am i (speaking|talking)|is this|are you|may i speak|can i speak|could i speak|do i have)\b/i,
    "Yes, speaking.",
  ],
  [/\b(what|which) (day|time)\b|\bwhen\b/i, "Tomorrow morning works for me."],
  [/\b(work|works|schedule|book|appointment|reserve)\b/i, "Sure, that works for me."],
];

/** Said in turn by somebody who hears a voice but understands no word of it. */
const TO_A_SOUND = ["Yes, speaking.", "Yes, that sounds good.", "Sure, that works for me.", "Okay, great."];

/** The agent takes its leave, and asks nothing more. */
export function isFarewell(text: string): boolean {
  return FAREWELL.test(text) && !text.trim().endsWith("?");
}

/** What a friendly person says to that. `number` = how many times the agent has spoken, from 1. */
export function friendlyAnswer(text: string, number: number): string {
  if (text === "") return TO_A_SOUND[(number - 1) % TO_A_SOUND.length] as string;
  const asked = lastQuestion(text);
  if (!asked) return /\bthank/i.test(text) ? "You're welcome." : "Okay, sure.";
  return ANSWERS.find(([pattern]) => pattern.test(asked))?.[1] ?? "Yes, that sounds good.";
}

function lastQuestion(text: string): string | null {
  return text.match(/[^.!?]+[.!?]*/g)?.findLast((sentence) => sentence.trim().endsWith("?")) ?? null;
}
