import { z } from "zod";
import { contactFields } from "./contact.ts";
import { idSchema, requiredTextSchema, textSchema, timeSchema } from "./primitives.ts";
import { pageQuerySchema } from "./page.ts";

const clientFields = {
  name: requiredTextSchema(200, "Give a name."),
  company: textSchema(200)
    .nullable()
    .transform((value) => value || null),
  /** In any usual spelling; without a country code it is read as US. Two clients never have the same one. */
  phone_number: textSchema(40)
    .nullable()
    .transform((value) => value || null),
  email: contactFields.email,
  notes: textSchema(4000),
  tags: contactFields.tags,
};

/** `POST /clients`. */
export const clientInputSchema = z.object({
  name: clientFields.name,
  company: clientFields.company.default(null),
  phone_number: clientFields.phone_number.default(null),
  email: clientFields.email.default(null),
  notes: clientFields.notes.default(""),
  tags: clientFields.tags.default([]),
});
export type ClientInput = z.infer<typeof clientInputSchema>;

/** `PATCH /clients/{id}`: only what is given changes. An archived client is out of the list, and its number is free again. */
export const clientPatchSchema = z.object({ ...clientFields, is_archived: z.boolean() }).partial();
export type ClientPatch = z.infer<typeof clientPatchSchema>;

export const clientQuerySchema = pageQuerySchema.extend({
  /** Part of a name, a company, an e-mail address or a number. */
  search: z.string().trim().max(120).optional(),
  /** true: those that are archived, and no others. */
  archived: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
});
export type ClientQuery = z.infer<typeof clientQuerySchema>;

/** A customer of the business, apart from its campaigns. */
export const clientSchema = z.object({
  id: idSchema,
  name: z.string(),
  company: z.string().nullable(),
  phone_number: z.string().nullable(),
  email: z.string().nullable(),
  notes: z.string(),
  tags: z.array(z.string()),
  archived_at: timeSchema.nullable(),
  /** The newest call to the client's number, of whichever campaign. */
  last_call: z.object({ id: idSchema, requested_at: timeSchema }).nullable(),
  created_at: timeSchema,
  updated_at: timeSchema,
});
export type Client = z.infer<typeof clientSchema>;
