import { z } from "zod";
import { PURPOSES } from "../statuses.ts";
import { idSchema, textSchema, timeSchema } from "./primitives.ts";
import { CONSENT_KINDS, CONSENT_SOURCES } from "../choices.ts";

export type ConsentKind = (typeof CONSENT_KINDS)[number];

export type ConsentSource = (typeof CONSENT_SOURCES)[number];

const consentFields = {
  kind: z.enum(CONSENT_KINDS, "Choose what kind of consent it is.").default("express"),
  /** What the person agreed to, word for word. */
  text: textSchema(4000).default(""),
  source: z.enum(CONSENT_SOURCES, "Choose where it comes from.").default("user"),
  /** When it was given; left out: now. */
  given_at: z.iso
    .datetime({ offset: true, error: "Give a date and a time." })
    .transform((text) => new Date(text).toISOString())
    .optional(),
  /** How it can be shown: a page's address, a file's name, a call's id, an IP address. */
  evidence: z
    .record(z.string().max(80), textSchema(2000))
    .refine((evidence) => Object.keys(evidence).length <= 20, "Give at most 20 pieces of evidence.")
    .default({}),
};

/** `POST …/contacts/{leadId}/consents`. */
export const consentInputSchema = z.object({
  ...consentFields,
  purpose: z.enum(PURPOSES, "Choose what it is for."),
});
export type ConsentInput = z.infer<typeof consentInputSchema>;

/** `consent` of a new contact; without a purpose it is the campaign's. */
export const contactConsentSchema = z.object({ ...consentFields, purpose: z.enum(PURPOSES).optional() });

/** `POST /consents/{id}/revoke`. */
export const consentRevocationSchema = z.object({ reason: textSchema(500).default("") });
export type ConsentRevocation = z.infer<typeof consentRevocationSchema>;

/** Of a number: it holds in every campaign of the business with this purpose, until it is revoked. */
export const consentSchema = z.object({
  id: idSchema,
  phone_number: z.string(),
  kind: z.enum(CONSENT_KINDS),
  purpose: z.enum(PURPOSES),
  text: z.string(),
  source: z.enum(CONSENT_SOURCES),
  given_at: timeSchema,
  evidence: z.record(z.string(), z.unknown()),
  revoked_at: timeSchema.nullable(),
  created_at: timeSchema,
});
export type Consent = z.infer<typeof consentSchema>;
