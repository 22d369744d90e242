import { z } from "zod";
import { businessNameSchema, emailSchema, newPasswordSchema, personNameSchema } from "./session.ts";

/** `POST /auth/reset`, `POST /auth/resend`: for which address. */
export const addressInputSchema = z.object({ email: emailSchema });
export type AddressInput = z.infer<typeof addressInputSchema>;

/** The answer is the same for every address. */
export const resetSentSchema = z.object({ status: z.literal("reset_sent") });
export type ResetSent = z.infer<typeof resetSentSchema>;
export const confirmationSentSchema = z.object({ status: z.literal("confirmation_sent") });
export type ConfirmationSent = z.infer<typeof confirmationSentSchema>;

/** `POST /auth/password`. */
export const passwordInputSchema = z.object({
  password: newPasswordSchema,
  /** Left out in a session that a link in a mail began. */
  current_password: z.string().min(1).max(200).optional(),
});
export type PasswordInput = z.infer<typeof passwordInputSchema>;

/** `PATCH /auth/me`. */
export const mePatchSchema = z.object({ name: personNameSchema });
export type MePatch = z.infer<typeof mePatchSchema>;

/** A business of their own for somebody with an account who belongs to none. */
export const foundingInputSchema = z.object({ name: personNameSchema, business_name: businessNameSchema });
export type FoundingInput = z.infer<typeof foundingInputSchema>;
