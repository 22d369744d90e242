import { z } from "zod";
import { idSchema, timeSchema } from "./primitives.ts";
import { emailSchema, newPasswordSchema, personNameSchema } from "./session.ts";
import { INVITED_ROLES } from "../choices.ts";

export const INVITATION_DAYS = 7;

/** `POST /invitations`. */
export const invitationInputSchema = z.object({
  email: emailSchema,
  role: z.enum(INVITED_ROLES, { error: "Choose user or admin." }).default("user"),
});
export type InvitationInput = z.infer<typeof invitationInputSchema>;

/** One that waits to be accepted, in time or not. */
export const invitationSchema = z.object({
  id: idSchema,
  email: z.string(),
  role: z.enum(INVITED_ROLES),
  /** null: whoever it was has left. */
  invited_by: z.string().nullable(),
  created_at: timeSchema,
  sent_at: timeSchema,
  expires_at: timeSchema,
  is_expired: z.boolean(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** The answer that has the link, this one time; a mail goes out as well where it can. */
export const newInvitationSchema = invitationSchema.extend({ link: z.url(), is_mailed: z.boolean() });
export type NewInvitation = z.infer<typeof newInvitationSchema>;

const tokenSchema = z.string({ error: "Give the token that the link ends with." }).min(1).max(200);

/** `POST /invitations/look-up`. */
export const invitationTokenSchema = z.object({ token: tokenSchema });

/** What whoever holds the link may know. */
export const offeredInvitationSchema = z.object({
  email: z.string(),
  role: z.enum(INVITED_ROLES),
  business_name: z.string(),
  invited_by: z.string().nullable(),
  expires_at: timeSchema,
  /** false: it was accepted or withdrawn, or its time is over. */
  is_open: z.boolean(),
});
export type OfferedInvitation = z.infer<typeof offeredInvitationSchema>;

/** `POST /invitations/accept`, in a session of the address that was invited. */
export const acceptInvitationSchema = z.object({
  token: tokenSchema,
  /** Left out: as the account has it, or what stands before the address's @. */
  name: personNameSchema.optional(),
  /** For somebody who came by a link, to sign in with from then on. */
  password: newPasswordSchema.optional(),
});
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>;
