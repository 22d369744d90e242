import { z } from "zod";
import { timeZoneSchema } from "../settings.ts";
import { DISPOSITIONS, JOB_REASONS, JOB_STATUSES, LEAD_STATUSES, TELEPHONY_RESULTS } from "../statuses.ts";
import { contactConsentSchema } from "./consent.ts";
import { countSchema, idSchema, requiredTextSchema, textSchema, timeSchema } from "./primitives.ts";
import { type Page, pageQuerySchema, pageSchema } from "./page.ts";

const nullableText = (maxLength: number) =>
  textSchema(maxLength)
    .nullable()
    .transform((value) => value || null);

export const contactFields = {
  first_name: nullableText(120),
  last_name: nullableText(120),
  email: z
    .union([z.literal("").transform(() => null), z.email("Give a valid e-mail address.").max(254)])
    .nullable(),
  timezone: z.union([z.literal("").transform(() => null), timeZoneSchema]).nullable(),
  priority: z.number().int().min(1, "From 1 to 10.").max(10, "From 1 to 10."),
  is_high_value: z.boolean(),
  /** Each once, and no blank ones. */
  tags: z
    .array(textSchema(60))
    .max(50)
    .overwrite((tags) => [...new Set(tags)].filter((tag) => tag !== "")),
  custom_fields: z.record(z.string().max(80), z.unknown()),
};

/** `POST /campaigns/{id}/contacts`. The number may be written in any usual way; without a country code it is read as US. */
export const contactInputSchema = z.object({
  phone_number: requiredTextSchema(40, "Give a phone number."),
  first_name: contactFields.first_name.default(null),
  last_name: contactFields.last_name.default(null),
  email: contactFields.email.default(null),
  timezone: contactFields.timezone.default(null),
  priority: contactFields.priority.default(5),
  is_high_value: contactFields.is_high_value.default(false),
  tags: contactFields.tags.default([]),
  custom_fields: contactFields.custom_fields.default({}),
  /** What they have agreed to, kept with its evidence. */
  consent: contactConsentSchema.optional(),
});
export type ContactInput = z.infer<typeof contactInputSchema>;

/** `PATCH …/contacts/{leadId}`: only what is given changes. */
export const contactPatchSchema = z
  .object({ phone_number: requiredTextSchema(40, "Give a phone number."), ...contactFields })
  .partial();
export type ContactPatch = z.infer<typeof contactPatchSchema>;

export const contactFilterSchema = z.object({
  /** Words, each of them part of a name, an e-mail address or a number; or a number as one writes it. */
  search: z.string().trim().max(120).optional(),
  status: z.enum(LEAD_STATUSES).exclude(["deleted"]).optional(),
  /** What the last call came to. */
  disposition: z.enum(DISPOSITIONS).optional(),
  telephony_result: z.enum(TELEPHONY_RESULTS).optional(),
  /** Why the contact waits, or why nothing more is tried. */
  reason: z.enum(JOB_REASONS).optional(),
  tag: textSchema(60).optional(),
  /** With this client's number. */
  client_id: idSchema.optional(),
});
export type ContactFilter = z.infer<typeof contactFilterSchema>;

export const contactQuerySchema = pageQuerySchema.extend(contactFilterSchema.shape);
export type ContactQuery = z.infer<typeof contactQuerySchema>;

/** `GET /contacts`: of all campaigns, or of one. */
export const allContactsQuerySchema = contactQuerySchema.extend({ campaign_id: idSchema.optional() });
export type AllContactsQuery = z.infer<typeof allContactsQuerySchema>;

/** More than so many matches are not counted: the list says "10,000+". */
export const MAX_COUNTED_CONTACTS = 10_000;

/** A list of contacts: `total` is what was counted, and at least that many where it is capped. */
export interface ContactPage extends Page<Contact> {
  total_is_capped?: boolean;
}

/** A person in a campaign, with what has become of the intent to call them. */
export const contactSchema = z.object({
  id: idSchema,
  campaign_id: idSchema,
  campaign_name: z.string(),
  phone_number: z.string(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  email: z.string().nullable(),
  /** As it was given. */
  timezone: z.string().nullable(),
  /** What the numbering plan says of the number: two letters, its kind, and the zones its digits point to. */
  country: z.string().nullable(),
  phone_type: z.string().nullable(),
  phone_time_zones: z.array(z.string()),
  priority: z.number().int(),
  is_high_value: z.boolean(),
  tags: z.array(z.string()),
  custom_fields: z.record(z.string(), z.unknown()),
  status: z.enum(LEAD_STATUSES),
  import_id: idSchema.nullable(),
  /** null until the campaign has started. */
  job: z
    .object({
      id: idSchema,
      status: z.enum(JOB_STATUSES),
      reason: z.enum(JOB_REASONS).nullable(),
      next_attempt_at: timeSchema.nullable(),
      attempts: countSchema,
    })
    .nullable(),
  last_call: z
    .object({
      id: idSchema,
      telephony_result: z.enum(TELEPHONY_RESULTS).nullable(),
      disposition: z.enum(DISPOSITIONS).nullable(),
      requested_at: timeSchema,
    })
    .nullable(),
  /** On the business's list, or on the campaign's. */
  do_not_call: z.boolean(),
  /** The customer of the business who has this number. */
  client: z.object({ id: idSchema, name: z.string() }).nullable(),
  created_at: timeSchema,
  updated_at: timeSchema,
});
export type Contact = z.infer<typeof contactSchema>;

export const contactPageSchema = pageSchema(contactSchema).extend({
  total_is_capped: z.boolean().optional(),
});
