import { z } from "zod";
import { contactFields } from "./contact.ts";
import { idSchema, requiredTextSchema } from "./primitives.ts";

/** A contact's own columns among the variables; everything else becomes a custom field. */
const { first_name, last_name, email, timezone } = contactFields;
const variablesSchema = z
  .object({ first_name, last_name, email, timezone })
  .partial()
  .catchall(z.union([z.string().max(2000), z.number(), z.boolean()]))
  .refine((variables) => Object.keys(variables).length <= 100, "Give at most 100 variables.")
  .refine((variables) => Object.keys(variables).every((name) => name.length <= 80), {
    error: "A variable's name has at most 80 characters.",
  });

/** `POST /calls/outbound`: with an agent, or within a campaign that is running. */
export const outboundCallSchema = z
  .object({
    phone_number: requiredTextSchema(40, "Give a phone number."),
    agent_id: idSchema.optional(),
    campaign_id: idSchema.optional(),
    variables: variablesSchema.default({}),
  })
  .refine((input) => (input.agent_id === undefined) !== (input.campaign_id === undefined), {
    path: ["agent_id"],
    error: "Give either agent_id or campaign_id.",
  });
export type OutboundCall = z.infer<typeof outboundCallSchema>;

/** 202: the call has this id once it is dialled; until then its job says what it waits for. */
export const requestedCallSchema = z.object({
  call_id: idSchema,
  campaign_id: idSchema,
  contact_id: idSchema,
});
export type RequestedCall = z.infer<typeof requestedCallSchema>;

export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, "Use 1 to 255 visible ASCII characters as the Idempotency-Key.");
