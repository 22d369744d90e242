import type { CampaignDraft, CampaignPatchDraft } from "#lib/domain/api/campaign";
import { textOf } from "@/app/_client/form-answer";

/** The form's fields in the API's shape. Nothing is judged here: what is empty is left to the schema and its defaults. */
export function campaignDraftFrom(form: FormData): CampaignDraft {
  const text = (name: string): string | undefined => textOf(form, name).trim() || undefined;
  const number = (name: string): number | undefined => {
    const written = text(name);
    return written === undefined ? undefined : Number(written);
  };
  return {
    name: textOf(form, "name"),
    goal: textOf(form, "goal"),
    description: text("description"),
    purpose: text("purpose") as CampaignDraft["purpose"],
    agent_id: text("agent_id") ?? null,
    voice_id: text("voice_id") ?? null,
    system_prompt: text("system_prompt"),
    extraction_fields: extractionFieldsFrom(form),
    max_concurrent_calls: number("max_concurrent_calls"),
    max_attempts: number("max_attempts"),
    budget_micros: budgetFrom(text("budget_micros")),
    script_config: {
      // With a reusable agent chosen, a name left empty is that agent's.
      agent_name: text("agent_id")
        ? text("script_config.agent_name")
        : textOf(form, "script_config.agent_name"),
      company_name: text("script_config.company_name"),
      greeting: text("script_config.greeting"),
      disclosure: {
        enabled: form.has("script_config.disclosure.enabled"),
        text: text("script_config.disclosure.text"),
      },
      transfer_number: text("script_config.transfer_number"),
      voicemail_message: text("script_config.voicemail_message"),
    },
    calling_config: {
      time_window_start: text("calling_config.time_window_start"),
      time_window_end: text("calling_config.time_window_end"),
      allowed_days: form.getAll("calling_config.allowed_days").map(Number),
      timezone: text("calling_config.timezone"),
      respect_lead_timezone: form.has("calling_config.respect_lead_timezone"),
      ring_timeout_s: number("calling_config.ring_timeout_s"),
      max_call_duration_s: number("calling_config.max_call_duration_s"),
      voicemail: text("calling_config.voicemail") as "hang_up" | "leave_message" | undefined,
    },
  };
}

/** The same for a campaign that is there: what was emptied is taken back to its default, and what the form lacks is left alone. */
export function campaignPatchFrom(form: FormData): CampaignPatchDraft {
  const { script_config: script, calling_config: calling, ...details } = campaignDraftFrom(form);
  return {
    ...details,
    description: details.description ?? "",
    system_prompt: details.system_prompt ?? "",
    script_config: emptied(script),
    calling_config: emptied(calling),
  };
}

const emptied = (config: object | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(config ?? {}).map(([key, value]) => [key, value ?? null]));

/** Written in dollars; nothing: no budget. */
const budgetFrom = (dollars: string | undefined): number | null =>
  dollars === undefined ? null : Math.round(Number(dollars) * 1_000_000);

/** Row by row as they stand in the form; a row without choices has none. */
function extractionFieldsFrom(form: FormData): NonNullable<CampaignDraft["extraction_fields"]> {
  const places = [...form.keys()].flatMap((name) => /^extraction_fields\.(\d+)\.name$/.exec(name)?.[1] ?? []);
  return places.map((place) => {
    const text = (name: string): string => textOf(form, `extraction_fields.${place}.${name}`).trim();
    const choices = text("choices")
      .split(",")
      .map((choice) => choice.trim())
      .filter(Boolean);
    return {
      name: text("name"),
      type: text("type") as NonNullable<CampaignDraft["extraction_fields"]>[number]["type"],
      description: text("description"),
      ...(choices.length > 0 ? { choices } : {}),
    };
  });
}
