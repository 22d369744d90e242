import { z } from "zod";
import { countSchema, idSchema, requiredTextSchema, textSchema, timeSchema } from "./primitives.ts";
import { pageQuerySchema } from "./page.ts";

export const DNC_SOURCES = ["call", "user", "import", "api"] as const;
export type DncSource = (typeof DNC_SOURCES)[number];

export const MAX_DNC_FILE_BYTES = 64 * 1024 * 1024;

/** `POST /dnc`. Without a campaign the number is not called by any campaign of the business. */
export const dncInputSchema = z.object({
  phone_number: requiredTextSchema(40, "Give a phone number."),
  campaign_id: z.uuid().nullable().default(null),
  reason: textSchema(500).default(""),
});
export type DncInput = z.infer<typeof dncInputSchema>;

/** `DELETE /dnc/{id}`: whoever makes a number callable again says why; it is kept. */
export const dncRemovalSchema = z.object({
  reason: requiredTextSchema(500, "Say why this number may be called again."),
});
export type DncRemoval = z.infer<typeof dncRemovalSchema>;

export const dncQuerySchema = pageQuerySchema.extend({
  /** Part of a number. */
  search: z.string().trim().max(40).optional(),
  campaign_id: z.uuid().optional(),
  source: z.enum(DNC_SOURCES).optional(),
});
export type DncQuery = z.infer<typeof dncQuerySchema>;

export const dncEntrySchema = z.object({
  id: idSchema,
  phone_number: z.string(),
  /** null: all campaigns of the business. */
  campaign: z.object({ id: idSchema, name: z.string() }).nullable(),
  reason: z.string(),
  source: z.enum(DNC_SOURCES),
  call_id: idSchema.nullable(),
  created_at: timeSchema,
});
export type DncEntry = z.infer<typeof dncEntrySchema>;

/** Every row of the file ends in exactly one of the three counts. */
export const dncImportSchema = z.object({
  total_rows: countSchema,
  added: countSchema,
  known: countSchema,
  rejected: countSchema,
  errors: z.array(z.object({ row: z.number().int(), message: z.string() })),
});
export type DncImport = z.infer<typeof dncImportSchema>;
