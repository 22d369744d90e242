import { z } from "zod";
import { USER_ROLES } from "../statuses.ts";
import { idSchema, requiredTextSchema } from "./primitives.ts";

export const emailSchema = z
  .string({ error: "Give an e-mail address." })
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("Give a valid e-mail address."));

export const MIN_PASSWORD_LENGTH = 8;

export const newPasswordSchema = z
  .string({ error: "Choose a password." })
  .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters.`)
  // What bcrypt reads of it; Supabase refuses more, and a letter may be up to four bytes.
  .refine(
    (text) => new TextEncoder().encode(text).length <= 72,
    "This password is too long. Use a shorter one.",
  );
export const personNameSchema = requiredTextSchema(120, "Give your name.");
export const businessNameSchema = requiredTextSchema(120, "Give your business's name.");

export const registerInputSchema = z.object({
  email: emailSchema,
  password: newPasswordSchema,
  name: personNameSchema,
  business_name: businessNameSchema,
  plan_id: idSchema.optional(),
});
export type RegisterInput = z.infer<typeof registerInputSchema>;

/** The e-mail address alone asks for a magic link. */
export const loginInputSchema = z.object({
  email: emailSchema,
  password: z.string().min(1, "Give your password.").max(200).optional(),
});
export type LoginInput = z.infer<typeof loginInputSchema>;

export const refreshInputSchema = z.object({
  refresh_token: z.string({ error: "Give the refresh token." }).min(1).max(4096),
});

export const sessionUserSchema = z.object({
  id: idSchema,
  email: z.string(),
  name: z.string(),
  role: z.enum(USER_ROLES),
  tenant_id: idSchema,
  business_name: z.string(),
  /** Minutes of this month that the plan has left, never below 0. */
  minutes_remaining: z.number(),
});
export type SessionUser = z.infer<typeof sessionUserSchema>;

/** `GET /auth/me`: an API key has no e-mail address. */
export const meSchema = sessionUserSchema.extend({ email: z.string().nullable() });
export type Me = z.infer<typeof meSchema>;

export const sessionSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal("bearer"),
  expires_in: z.number().int(),
  user: sessionUserSchema,
});
export type Session = z.infer<typeof sessionSchema>;

/** The sign-up stands, but the address must be confirmed first (202). */
export const confirmEmailSchema = z.object({ status: z.literal("confirm_email") });
export type ConfirmEmail = z.infer<typeof confirmEmailSchema>;

/** What a login with the e-mail address alone always answers. */
export const magicLinkSentSchema = z.object({ status: z.literal("magic_link_sent") });
export type MagicLinkSent = z.infer<typeof magicLinkSentSchema>;
