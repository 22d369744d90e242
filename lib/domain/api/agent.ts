import { z } from "zod";
import { turnTakingSettingsSchema } from "../turn-taking/settings.ts";
import { pageQuerySchema } from "./page.ts";
import { countSchema, idSchema, requiredTextSchema, textSchema, timeSchema } from "./primitives.ts";

const nullableText = (maxLength: number) =>
  textSchema(maxLength)
    .nullable()
    .transform((value) => value || null);

/** What an agent is: every save of these is a version of its own. */
const config = {
  /** Who it says it is. */
  name: requiredTextSchema(80, "Give the agent a name."),
  /** For the people who choose it; never spoken. */
  description: textSchema(500),
  /** `{{first_name}}` and any column of the contacts may stand in both. */
  system_prompt: textSchema(20_000),
  greeting: textSchema(600),
  voice_id: nullableText(120),
  model: nullableText(120),
  language: z
    .string()
    .trim()
    .regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, "Write the language as a code such as en or es-MX."),
  temperature: z.number().min(0, "From 0 to 2.").max(2, "From 0 to 2.").nullable(),
  max_tokens: z.number().int().min(64, "From 64 to 8192.").max(8192, "From 64 to 8192.").nullable(),
};

export const agentConfigSchema = z.object({
  ...config,
  description: config.description.default(""),
  system_prompt: config.system_prompt.default(""),
  greeting: config.greeting.default(""),
  voice_id: config.voice_id.default(null),
  model: config.model.default(null),
  language: config.language.default("en"),
  temperature: config.temperature.default(null),
  max_tokens: config.max_tokens.default(null),
  turn_taking: turnTakingSettingsSchema.prefault({}),
});
export type AgentConfig = z.infer<typeof agentConfigSchema>;

/** `POST /agents`. What is left out takes its default. */
export const agentInputSchema = agentConfigSchema.extend({ is_active: z.boolean().default(true) });
export type AgentInput = z.infer<typeof agentInputSchema>;
/** As a caller writes it. */
export type AgentDraft = z.input<typeof agentInputSchema>;

/** `PATCH /agents/{id}`: only what is given changes, in turn-taking too. */
export const agentPatchSchema = z.object({
  ...z.object(config).partial().shape,
  turn_taking: z.record(z.string(), z.unknown()).optional(),
  is_active: z.boolean().optional(),
  /** The version that was edited; refused where somebody else has saved meanwhile. */
  version: z.number().int().min(1).optional(),
});
export type AgentPatch = z.infer<typeof agentPatchSchema>;

export const agentQuerySchema = pageQuerySchema.extend({
  is_active: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
});
export type AgentQuery = z.infer<typeof agentQuerySchema>;

/** What came of the calls that an agent held, all its versions together. */
export const agentUsageSchema = z.object({
  campaigns: countSchema,
  calls: countSchema,
  answered: countSchema,
  minutes: z.number(),
  goals_achieved: countSchema,
  /** Of the answered calls; null until there is one. */
  goal_rate: z.number().nullable(),
  last_call_at: timeSchema.nullable(),
});

export const agentSchema = agentConfigSchema.extend({
  id: idSchema,
  is_active: z.boolean(),
  version: z.number().int(),
  created_at: timeSchema,
  updated_at: timeSchema,
  usage: agentUsageSchema,
});
export type Agent = z.infer<typeof agentSchema>;

/** `GET /agents/{id}/versions`, newest first. */
export const agentVersionSchema = z.object({
  version: z.number().int(),
  created_at: timeSchema,
  /** Whoever saved it; null where that is not known. */
  created_by: z.string().nullable(),
  calls: countSchema,
  config: agentConfigSchema,
});
export type AgentVersion = z.infer<typeof agentVersionSchema>;

export const voiceSampleQuerySchema = z.object({
  voice_id: z.string().trim().min(1).max(120),
  language: config.language.default("en"),
});
export type VoiceSampleQuery = z.infer<typeof voiceSampleQuerySchema>;

/** `GET /voices`. */
export const voicesSchema = z.object({
  items: z.array(
    z.object({ id: z.string(), name: z.string(), language: z.string(), description: z.string() }),
  ),
});

/** `GET /models`: which language models there are, and which one an agent has that names none. */
export const modelsSchema = z.object({
  items: z.array(z.object({ id: z.string(), is_default: z.boolean() })),
});
