import { z } from "zod";
import { idSchema, requiredTextSchema, timeSchema } from "./primitives.ts";
import { API_KEY_ROLES, API_SCOPES } from "../choices.ts";

export type ApiScope = (typeof API_SCOPES)[number];

/** `POST /api-keys`. */
export const apiKeyInputSchema = z.object({
  name: requiredTextSchema(80, "Give the key a name."),
  scopes: z.array(z.enum(API_SCOPES)).min(1, "Choose what the key may do.").max(API_SCOPES.length),
  role: z.enum(API_KEY_ROLES).default("user"),
});
export type ApiKeyInput = z.infer<typeof apiKeyInputSchema>;

export const apiKeySchema = z.object({
  id: idSchema,
  name: z.string(),
  /** How the key begins; all of it that is kept in sight. */
  prefix: z.string(),
  scopes: z.array(z.enum(API_SCOPES)),
  role: z.enum(API_KEY_ROLES),
  /** Whoever made it; null where that is not known any more. */
  created_by: z.string().nullable(),
  created_at: timeSchema,
  /** To the minute. */
  last_used_at: timeSchema.nullable(),
  revoked_at: timeSchema.nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** The answer that has the key itself, this one time. */
export const newApiKeySchema = apiKeySchema.extend({ key: z.string() });
export type NewApiKey = z.infer<typeof newApiKeySchema>;
