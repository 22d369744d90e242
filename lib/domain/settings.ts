import { z } from "zod";
import { PURPOSES } from "./statuses.ts";
import { turnTakingSettingsSchema } from "./turn-taking/settings.ts";

/** A campaign's settings, in the API's spelling: they are stored as they were validated (`campaigns.calling_config`, `.script_config`). */

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Asked for every lead that comes due, and slow to find out: what was found is kept. */
const knownZones = new Map<string, boolean>();
const MOST_KNOWN_ZONES = 2000;

export function isTimeZone(name: string): boolean {
  const known = knownZones.get(name);
  if (known !== undefined) return known;
  if (knownZones.size >= MOST_KNOWN_ZONES) knownZones.clear();
  const isZone = parsesAsZone(name);
  knownZones.set(name, isZone);
  return isZone;
}

/** Intl takes an offset such as "+05:30" too, which Postgres reads the other way round. */
function parsesAsZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, "Use an IANA time zone such as Europe/Paris or America/New_York.");

/** Defaults of `calling_config`; the one place where they stand. */
export const CALLING_DEFAULTS = {
  time_window_start: "09:00",
  time_window_end: "19:00",
  allowed_days: [0, 1, 2, 3, 4],
  timezone: "UTC",
  respect_lead_timezone: true,
  ring_timeout_s: 30,
  max_call_duration_s: 600,
  voicemail: "hang_up",
  max_attempts: 3,
  max_concurrent_calls: 10,
} as const;

/** What replaces a row of the retry table (`lib/domain/retry.ts`) for one campaign; seconds. */
export const retryOverrideSchema = z.partialRecord(
  z.enum(["busy", "no_answer", "voicemail_no_message", "rejected", "failed", "no_response"]),
  z.object({
    after_s: z
      .array(
        z
          .number()
          .int()
          .min(30)
          .max(30 * 86_400),
      )
      .min(1)
      .max(10),
  }),
);

export const callingConfigSchema = z.object({
  time_window_start: z
    .string()
    .regex(clock, "Write the time as HH:MM, for example 09:00.")
    .default(CALLING_DEFAULTS.time_window_start),
  time_window_end: z
    .string()
    .refine(
      (v) => v === "24:00" || clock.test(v),
      "Write the time as HH:MM, for example 19:00 (24:00 is midnight).",
    )
    .default(CALLING_DEFAULTS.time_window_end),
  /** 0 = Monday … 6 = Sunday. */
  allowed_days: z
    .array(z.number().int().min(0).max(6))
    .min(1, "Choose at least one day.")
    .default([...CALLING_DEFAULTS.allowed_days])
    .transform((days) => [...new Set(days)].sort((a, b) => a - b)),
  timezone: timeZoneSchema.default(CALLING_DEFAULTS.timezone),
  respect_lead_timezone: z.boolean().default(CALLING_DEFAULTS.respect_lead_timezone),
  ring_timeout_s: z.number().int().min(15).max(60).default(CALLING_DEFAULTS.ring_timeout_s),
  max_call_duration_s: z.number().int().min(30).max(7200).default(CALLING_DEFAULTS.max_call_duration_s),
  voicemail: z.enum(["hang_up", "leave_message"]).default(CALLING_DEFAULTS.voicemail),
  retry: retryOverrideSchema.optional(),
});
export type CallingConfig = z.infer<typeof callingConfigSchema>;

export const scriptConfigSchema = z.object({
  agent_name: z.string().trim().min(1, "Give the agent a name.").max(80).default("Alex"),
  company_name: z.string().trim().max(120).default(""),
  /** The first sentence; empty = made from the names above and the goal. */
  greeting: z.string().trim().max(600).optional(),
  language: z.string().trim().min(2).max(12).default("en"),
  /** Said first, before the greeting: a machine calls, and the call is recorded. Empty text = the sentence of the language. */
  disclosure: z
    .object({ enabled: z.boolean().default(true), text: z.string().trim().max(400).default("") })
    .prefault({}),
  /** Whom the agent may connect a call to: E.164; spaces, dots, dashes and brackets are left out. */
  transfer_number: z
    .string()
    .transform((text) => text.replace(/[\s().-]/g, ""))
    .pipe(
      z
        .string()
        .regex(/^\+[1-9]\d{6,14}$/, "Write the number with its country code, for example +14155550100."),
    )
    .optional(),
  /** Said after the beep when `calling_config.voicemail` is `leave_message`. */
  voicemail_message: z.string().trim().max(600).optional(),
});
export type ScriptConfig = z.infer<typeof scriptConfigSchema>;

export const purposeSchema = z.enum(PURPOSES);

/** What a call goes out with, frozen at dispatch (`calls.snapshot`): a later edit of the campaign does not change it. */
export const callSnapshotSchema = z.object({
  campaign: z.object({
    id: z.string(),
    name: z.string(),
    goal: z.string(),
    systemPrompt: z.string(),
    purpose: purposeSchema,
  }),
  agent: z.object({
    /** The reusable agent and the version of it that goes out, where the campaign has one. */
    agentId: z.string().nullish(),
    version: z.number().nullish(),
    name: z.string(),
    companyName: z.string(),
    greeting: z.string().nullable(),
    /** As written, with its variables; null: none. */
    disclosure: z.string().nullable().default(null),
    language: z.string(),
    voiceId: z.string().nullable(),
    model: z.string().nullable(),
    temperature: z.number().nullable(),
    maxTokens: z.number().nullable(),
    voicemailMessage: z.string().nullable(),
    /** null: no call is connected to anybody. */
    transferNumber: z.string().nullable().default(null),
    /** Left out by calls that went out before it was there, and by agents that set nothing. */
    turnTaking: turnTakingSettingsSchema.optional().catch(undefined),
  }),
  lead: z.object({
    phoneNumber: z.string().nullable().default(null),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    email: z.string().nullable(),
    timezone: z.string().nullable(),
    customFields: z.record(z.string(), z.unknown()),
    /** A message was left for them before: one is enough. */
    hasVoicemail: z.boolean().default(false),
  }),
  calling: callingConfigSchema,
});
export type CallSnapshot = z.infer<typeof callSnapshotSchema>;
