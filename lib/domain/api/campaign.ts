import { z } from "zod";
import { extractionFieldsSchema } from "../analysis/extraction-fields.ts";
import { callingConfigSchema, purposeSchema, scriptConfigSchema, CALLING_DEFAULTS } from "../settings.ts";
import { CAMPAIGN_STATUSES } from "../statuses.ts";
import { pageQuerySchema } from "./page.ts";
import { countSchema, idSchema, requiredTextSchema, textSchema, timeSchema } from "./primitives.ts";

const MOST_BUDGET_MICROS = 1_000_000_000_000;

const details = {
  name: requiredTextSchema(160, "Give the campaign a name."),
  description: textSchema(2000),
  goal: requiredTextSchema(2000, "Say what a call is to achieve."),
  system_prompt: textSchema(20_000),
  agent_id: idSchema.nullable(),
  voice_id: textSchema(120).nullable(),
  purpose: purposeSchema,
  max_concurrent_calls: z.number().int().min(1).max(1000),
  max_attempts: z.number().int().min(1).max(10),
  /** What all of its calls may cost together; null: whatever they cost. */
  budget_micros: z
    .number({ error: "Write the budget as a number." })
    .int()
    .min(0, "A budget cannot be below zero.")
    .max(MOST_BUDGET_MICROS, "This is more than a budget can be.")
    .nullable(),
  /** What is read out of each conversation when it is over. */
  extraction_fields: extractionFieldsSchema,
};

/** `POST /campaigns`. What is left out takes its default. */
export const campaignInputSchema = z.object({
  ...details,
  description: details.description.default(""),
  system_prompt: details.system_prompt.default(""),
  agent_id: details.agent_id.default(null),
  voice_id: details.voice_id.default(null),
  purpose: details.purpose.default("transactional"),
  max_concurrent_calls: details.max_concurrent_calls.default(CALLING_DEFAULTS.max_concurrent_calls),
  max_attempts: details.max_attempts.default(CALLING_DEFAULTS.max_attempts),
  budget_micros: details.budget_micros.default(null),
  extraction_fields: details.extraction_fields.default([]),
  script_config: scriptConfigSchema.prefault({}),
  calling_config: callingConfigSchema.prefault({}),
});
/** As parsed, defaults in. */
export type CampaignInput = z.infer<typeof campaignInputSchema>;
/** As a caller writes it. */
export type CampaignDraft = z.input<typeof campaignInputSchema>;

/** `PATCH /campaigns/{id}`: the two configs are merged key by key into what is stored; null takes a key back to its default. */
export const campaignPatchSchema = z.object({
  ...z.object(details).partial().shape,
  script_config: z.record(z.string(), z.unknown()).optional(),
  calling_config: z.record(z.string(), z.unknown()).optional(),
});
export type CampaignPatch = z.infer<typeof campaignPatchSchema>;
/** As a caller writes it. */
export type CampaignPatchDraft = z.input<typeof campaignPatchSchema>;

/** What the two configs come to after a merge. */
export const campaignConfigsSchema = z.object({
  script_config: scriptConfigSchema,
  calling_config: callingConfigSchema,
});

export const campaignQuerySchema = pageQuerySchema.extend({ status: z.enum(CAMPAIGN_STATUSES).optional() });
export type CampaignQuery = z.infer<typeof campaignQuerySchema>;

export const campaignSchema = z.object({
  id: idSchema,
  name: z.string(),
  description: z.string(),
  goal: z.string(),
  system_prompt: z.string(),
  agent_id: idSchema.nullable(),
  /** Of the reusable agent, where one is chosen. */
  agent_name: z.string().nullable(),
  voice_id: z.string().nullable(),
  purpose: purposeSchema,
  max_concurrent_calls: z.number().int(),
  max_attempts: z.number().int(),
  budget_micros: countSchema.nullable(),
  extraction_fields: extractionFieldsSchema,
  script_config: scriptConfigSchema,
  calling_config: callingConfigSchema,
  status: z.enum(CAMPAIGN_STATUSES),
  pause_reason: z.string().nullable(),
  started_at: timeSchema.nullable(),
  completed_at: timeSchema.nullable(),
  created_at: timeSchema,
  updated_at: timeSchema,
  /** Contacts that are not deleted; those whose job has come to its end; calls that are open now; calls that reached the goal. */
  total_leads: countSchema,
  leads_done: countSchema,
  calls_in_progress: countSchema,
  goals_achieved: countSchema,
});
export type Campaign = z.infer<typeof campaignSchema>;

/** `POST /campaigns/pause-all` */
export const pausedCampaignsSchema = z.object({ paused: countSchema });
export type PausedCampaigns = z.infer<typeof pausedCampaignsSchema>;

export const CAMPAIGN_ACTIONS = ["start", "pause", "resume", "stop"] as const;
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number];
