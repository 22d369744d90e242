import type { CampaignPatchDraft } from "#lib/domain/api/campaign";
import { campaignPatchFrom } from "./campaign-draft.ts";

/** The steps to a campaign, in their order. */
export const BUILDER_STEPS = ["details", "contacts", "agent", "schedule", "review"] as const;
export type BuilderStep = (typeof BUILDER_STEPS)[number];
export type FormStep = Extract<BuilderStep, "details" | "agent" | "schedule">;

export const stepOf = (value: string | string[] | undefined): BuilderStep =>
  BUILDER_STEPS.find((step) => step === value) ?? "details";

export const stepHref = (campaignId: string, step: BuilderStep): string =>
  `/campaigns/${campaignId}/setup?step=${step}`;

/** The step before or behind; null: there is none. */
export const stepBeside = (step: BuilderStep, by: 1 | -1): BuilderStep | null =>
  BUILDER_STEPS[BUILDER_STEPS.indexOf(step) + by] ?? null;

const DETAILS = ["name", "goal", "description", "purpose"] as const;
const AGENT = ["agent_id", "voice_id", "system_prompt", "extraction_fields"] as const;
const SCHEDULE = ["max_concurrent_calls", "max_attempts", "budget_micros"] as const;

const pick = <T extends object>(all: T, keys: readonly (keyof T)[]): Partial<T> =>
  Object.fromEntries(
    keys.filter((key) => all[key] !== undefined).map((key) => [key, all[key]]),
  ) as unknown as Partial<T>;

/** What one step's form says of the campaign; what the other steps ask for is left as it is. */
export function stepPatchFrom(step: FormStep, form: FormData): CampaignPatchDraft {
  const whole = campaignPatchFrom(form);
  const { voicemail_message: message, ...spoken } = whole.script_config ?? {};
  switch (step) {
    case "details":
      return pick(whole, DETAILS);
    case "agent":
      return { ...pick(whole, AGENT), script_config: spoken };
    case "schedule":
      return {
        ...pick(whole, SCHEDULE),
        ...(whole.calling_config ? { calling_config: whole.calling_config } : {}),
        script_config: { voicemail_message: message ?? null },
      };
  }
}
