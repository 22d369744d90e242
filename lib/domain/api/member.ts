import { z } from "zod";
import { USER_ROLES } from "../statuses.ts";
import { countSchema, idSchema, timeSchema } from "./primitives.ts";

/** Somebody who belongs to the business. */
export const memberSchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string(),
  role: z.enum(USER_ROLES),
  /** To the minute; null: never yet. */
  last_seen_at: timeSchema.nullable(),
  joined_at: timeSchema,
  /** API keys that they made and that are not revoked. */
  api_keys: countSchema,
});
export type Member = z.infer<typeof memberSchema>;

/** `PATCH /members/{id}`. */
export const memberPatchSchema = z.object({
  role: z.enum(USER_ROLES, { error: "Choose owner, admin or user." }),
});
export type MemberPatch = z.infer<typeof memberPatchSchema>;

/** `DELETE /members/{id}`. */
export const memberRemovalSchema = z.object({
  /** What becomes of the API keys that they made. Those that are kept are nobody's afterwards. */
  api_keys: z.enum(["revoke", "keep"]).default("revoke"),
});
export type MemberRemoval = z.infer<typeof memberRemovalSchema>;
