import { z } from "zod";
import { IMPORT_STATUSES, PURPOSES } from "../statuses.ts";
import { countSchema, idSchema, textSchema, timeSchema } from "./primitives.ts";
import { startReviewSchema } from "./start-review.ts";
import { verdictCountsSchema } from "./verdict.ts";
import { COLUMN_USES, CONSENT_KINDS, DELIMITERS, FILE_ENCODINGS, type IMPORT_FIELDS } from "../choices.ts";

export const MAX_IMPORT_BYTES = 512 * 1024 * 1024;
/** So many errors are kept; every row is counted. */
export const MAX_IMPORT_ERRORS = 100;

export const IMPORT_ERROR_CODES = [
  "phone_missing",
  "phone_invalid",
  "phone_rounded",
  "phone_not_allowed",
  "timezone_invalid",
  "row_malformed",
  "in_workspace",
  "do_not_call",
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

export type ImportField = (typeof IMPORT_FIELDS)[number];

export type ColumnUse = (typeof COLUMN_USES)[number];

export type FileEncoding = (typeof FILE_ENCODINGS)[number];

/** How the file is to be read; null: as it looks. */
export const readingSchema = z.object({
  encoding: z.enum(FILE_ENCODINGS).nullable().default(null),
  delimiter: z.enum(DELIMITERS).nullable().default(null),
  /** A sheet's name; the first one is read where none is chosen. */
  sheet: z.string().max(200).nullable().default(null),
  /** The header's row as a spreadsheet numbers it; 0: there is none. */
  header_row: z.number().int().min(0).max(100).nullable().default(null),
});
export type Reading = z.infer<typeof readingSchema>;

/** What the people in a file have agreed to: all of them, or those whose consent column says so. */
export const importConsentSchema = z.object({
  kind: z.enum(CONSENT_KINDS, "Choose what kind of consent it is.").default("express"),
  /** null: the campaign's. */
  purpose: z.enum(PURPOSES, "Choose what it is for.").nullable().default(null),
  /** The wording they agreed to. */
  text: textSchema(4000).default(""),
});

/** How the file was read. */
export const detectedSchema = z.object({
  format: z.enum(["text", "xlsx"]),
  encoding: z.enum(FILE_ENCODINGS).nullable(),
  delimiter: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  header_row: z.number().int(),
});
export type Detected = z.infer<typeof detectedSchema>;

/** A column of the file and what becomes of it. */
export const importColumnSchema = z.object({ name: z.string(), use: z.enum(COLUMN_USES) });
export type ImportColumn = z.infer<typeof importColumnSchema>;

/** How a file becomes contacts: the form fields beside `file` of `POST …/contacts/import`, or its JSON body beside `upload_id`. */
export const importOptionsSchema = z.object({
  /** A column's header → its use. What is left out is recognised by its name and content. */
  mapping: z.record(z.string(), z.enum(COLUMN_USES)).nullable().default(null),
  default_country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, "Use two letters, for example US.")
    .nullable()
    .default(null),
  /** A number that the campaign has: skipped, or else updated from the file. */
  skip_duplicates: z.boolean().default(true),
  /** A number that another campaign of the business has. */
  workspace_duplicates: z.enum(["add", "skip"]).default("add"),
  /** A number on the do-not-call list: never called either way; `add` keeps it in the campaign's list. */
  do_not_call: z.enum(["add", "reject"]).default("add"),
  /** null: no consent is recorded, but where a column of the file says so. */
  consent: importConsentSchema.nullable().default(null),
  reading: readingSchema.default({ encoding: null, delimiter: null, sheet: null, header_row: null }),
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
  /** How far the file has been read, 0 to 1; 1 when it is done. */
  progress: z.number().min(0).max(1),
  /** null until the worker has looked at the file. */
  detected: detectedSchema.nullable(),
  /** One sentence, when it failed as a whole. */
  failure: z.string().nullable(),
  created_at: timeSchema,
  started_at: timeSchema.nullable(),
  finished_at: timeSchema.nullable(),
});
export type Import = z.infer<typeof importSchema>;

export const uploadSchema = z.object({ upload_id: idSchema, file_name: z.string(), bytes: countSchema });
export type Upload = z.infer<typeof uploadSchema>;

/** `POST …/contacts/import` as JSON: a file that was uploaded before. */
export const importOfUploadSchema = importOptionsSchema.extend({ upload_id: z.uuid() });
export type ImportOfUpload = z.infer<typeof importOfUploadSchema>;

/** What would become of a row. */
export const ROW_FATES = ["import", "update", "duplicate", "reject"] as const;
export type RowFate = (typeof ROW_FATES)[number];

/** What an import would do, before anything is written. */
export const importPreviewSchema = z.object({
  upload_id: idSchema,
  file_name: z.string(),
  bytes: countSchema,
  /** null: the file cannot be read; `problem` says why. */
  detected: detectedSchema.nullable(),
  default_country: z.string(),
  columns: z.array(importColumnSchema.extend({ examples: z.array(z.string()) })),
  rows: z.array(
    z.object({
      row: z.number().int(),
      fate: z.enum(ROW_FATES),
      /** As it would be called; null: rejected. */
      phone_number: z.string().nullable(),
      /** Why not, or what else the number's cell holds. */
      note: z.string().nullable(),
      cells: z.array(z.string()),
    }),
  ),
  /** Each row looked at in one of `import`, `update`, `duplicate`, `reject`; the other counts say more of them. */
  counts: z.object({
    rows: countSchema,
    import: countSchema,
    update: countSchema,
    duplicate: countSchema,
    reject: countSchema,
    in_workspace: countSchema,
    do_not_call: countSchema,
  }),
  reject_counts: z.record(z.string(), countSchema),
  /** What the gate would say of the new contacts now, if the campaign ran. */
  verdicts: verdictCountsSchema,
  /** Variables of the campaign's texts that some of the new contacts have nothing for. */
  missing_variables: startReviewSchema.shape.missing_variables,
  /** false: the file goes on; the counts are those of its first rows. */
  is_whole: z.boolean(),
  /** One sentence, when nothing can be imported as things stand. */
  problem: z.string().nullable(),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;
