import { z } from "zod";

interface Field {
  label: string;
  help: string;
  unit: "ms" | "words" | "times" | "turns" | "sureness";
  min: number;
  max: number;
  step: number;
  default: number;
  /** `null` is a value too: off. */
  canBeOff?: true;
}

/** How an agent takes turns: what can be set, with unit, bounds and default. The one place where these stand. */
export const TURN_TAKING_FIELDS = {
  end_of_turn_threshold: {
    label: "End of turn",
    help: "How sure the recogniser must be that they have finished speaking. Higher waits longer and cuts in less.",
    unit: "sureness",
    min: 0.5,
    max: 0.9,
    step: 0.05,
    default: 0.7,
  },
  eager_end_of_turn_threshold: {
    label: "Early end of turn",
    help: "From this sureness on an answer is prepared, and kept back until the turn is over. Lower answers sooner and asks the language model more often. Off: nothing is prepared.",
    unit: "sureness",
    min: 0.3,
    max: 0.9,
    step: 0.05,
    default: 0.5,
    canBeOff: true,
  },
  interruption_words: {
    label: "Words that interrupt",
    help: "So many words of theirs stop the agent. “Okay” and “mm-hmm” never do, “stop” and “wait” always do.",
    unit: "words",
    min: 1,
    max: 10,
    step: 1,
    default: 2,
  },
  interruption_ms: {
    label: "Speech that interrupts",
    help: "Speech of theirs that goes on for so long stops the agent, however few its words.",
    unit: "ms",
    min: 200,
    max: 3000,
    step: 50,
    default: 500,
  },
  false_interruption_ms: {
    label: "False interruption",
    help: "When the agent was stopped and no words have come for so long, it goes on where it stopped.",
    unit: "ms",
    min: 500,
    max: 5000,
    step: 100,
    default: 2000,
  },
  opening_silence_ms: {
    label: "Silence before the greeting",
    help: "They say hello first; after so much silence the agent does.",
    unit: "ms",
    min: 0,
    max: 5000,
    step: 100,
    default: 1200,
  },
  silence_ms: {
    label: "Silence",
    help: "After so much silence the agent asks whether they are still there.",
    unit: "ms",
    min: 3000,
    max: 60_000,
    step: 500,
    default: 8000,
  },
  max_silence_prompts: {
    label: "Questions into silence",
    help: "So often it asks; then it says goodbye.",
    unit: "times",
    min: 0,
    max: 5,
    step: 1,
    default: 2,
  },
  max_turns: {
    label: "Most answers",
    help: "The last of so many answers brings the call politely to its end.",
    unit: "turns",
    min: 3,
    max: 200,
    step: 1,
    default: 60,
  },
  filler_after_ms: {
    label: "Filler",
    help: "When looking something up takes longer than this, the agent says “one moment”.",
    unit: "ms",
    min: 300,
    max: 5000,
    step: 100,
    default: 700,
  },
} as const satisfies Record<string, Field>;

type TurnTakingField = keyof typeof TURN_TAKING_FIELDS;

const number = (name: TurnTakingField): z.ZodNumber => {
  const { min, max, step, label, help }: Field = TURN_TAKING_FIELDS[name];
  const bounded = z.number().min(min).max(max).meta({ title: label, description: help });
  return step >= 1 ? bounded.int() : bounded;
};
const setting = (name: TurnTakingField) => number(name).default(TURN_TAKING_FIELDS[name].default);

/** As it is stored with an agent and given by the API: every field may be left out. */
export const turnTakingSettingsSchema = z
  .object({
    end_of_turn_threshold: setting("end_of_turn_threshold"),
    eager_end_of_turn_threshold: number("eager_end_of_turn_threshold")
      .nullable()
      .default(TURN_TAKING_FIELDS.eager_end_of_turn_threshold.default),
    interruption_words: setting("interruption_words"),
    interruption_ms: setting("interruption_ms"),
    false_interruption_ms: setting("false_interruption_ms"),
    opening_silence_ms: setting("opening_silence_ms"),
    silence_ms: setting("silence_ms"),
    max_silence_prompts: setting("max_silence_prompts"),
    max_turns: setting("max_turns"),
    filler_after_ms: setting("filler_after_ms"),
  } satisfies Record<TurnTakingField, z.ZodType>)
  .refine(
    ({ eager_end_of_turn_threshold: eager, end_of_turn_threshold: sure }) => eager === null || eager <= sure,
    { path: ["eager_end_of_turn_threshold"], error: "Must not be above the end of turn." },
  );
export type TurnTakingSettings = z.infer<typeof turnTakingSettingsSchema>;

export const TURN_TAKING_SETTINGS: TurnTakingSettings = turnTakingSettingsSchema.parse({});

/** What was stored, whoever stored it and when; what can't be read is as if nothing had been set. */
export function readTurnTakingSettings(stored: unknown): TurnTakingSettings {
  const parsed = turnTakingSettingsSchema.safeParse(stored ?? {});
  return parsed.success ? parsed.data : TURN_TAKING_SETTINGS;
}
