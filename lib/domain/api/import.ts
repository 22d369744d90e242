import { z } from "zod";
import { IMPORT_STATUSES } from "../statuses.ts";
import { countSchema, idSchema, timeSchema } from "./primitives.ts";

export const MAX_IMPORT_BYTES = 5 * 1024 * 1024;
/** So many errors are kept; every row is counted. */
export const MAX_IMPORT_ERRORS = 100;

export const IMPORT_ERROR_CODES = [
  "phone_missing",
  "phone_invalid",
  "timezone_invalid",
  "row_malformed",
] as const;
export type ImportErrorCode = (typeof IMPORT_ERROR_CODES)[number];

/** Why a row was rejected. `row` as a spreadsheet numbers it: the header is 1, the first contact 2. */
export const importErrorSchema = z.object({
  row: z.number().int().min(1),
  column: z.string().nullable(),
  code: z.enum(IMPORT_ERROR_CODES),
  message: z.string(),
});
export type ImportError = z.infer<typeof importErrorSchema>;

/** The fields that a column can be mapped to; every other column goes into custom_fields. */
export const IMPORT_FIELDS = [
  "phone_number",
  "first_name",
  "last_name",
  "name",
  "email",
  "timezone",
  "priority",
  "tags",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** The form fields beside `file` of `POST …/contacts/import`. */
export const importOptionsSchema = z.object({
  /** A column's header → a field. What is left out is recognised by its name. */
  mapping: z.record(z.string(), z.enum(IMPORT_FIELDS)).nullable().default(null),
  default_country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, "Use two letters, for example US.")
    .nullable()
    .default(null),
  skip_duplicates: z.boolean().default(true),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

export const importAcceptedSchema = z.object({ import_id: idSchema });
export type ImportAccepted = z.infer<typeof importAcceptedSchema>;

/** Every row ends in exactly one of the four counts. */
export const importSchema = z.object({
  id: idSchema,
  campaign_id: idSchema,
  file_name: z.string(),
  bytes: countSchema,
  status: z.enum(IMPORT_STATUSES),
  total_rows: countSchema,
  imported: countSchema,
  updated: countSchema,
  duplicates_skipped: countSchema,
  rejected: countSchema,
  errors: z.array(importErrorSchema),
  /** One sentence, when it failed as a whole. */
  failure: z.string().nullable(),
  created_at: timeSchema,
  started_at: timeSchema.nullable(),
  finished_at: timeSchema.nullable(),
});
export type Import = z.infer<typeof importSchema>;
