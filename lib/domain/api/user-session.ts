import { z } from "zod";
import { idSchema, timeSchema } from "./primitives.ts";

/** One place where somebody is signed in. */
export const userSessionSchema = z.object({
  id: idSchema,
  /** As the browser or program calls itself; empty: it did not say. */
  user_agent: z.string(),
  /** Where it was last seen from. */
  address: z.string(),
  created_at: timeSchema,
  /** To the minute. */
  last_seen_at: timeSchema,
  /** The one that asks. */
  is_current: z.boolean(),
});
export type UserSession = z.infer<typeof userSessionSchema>;

/** `POST /auth/sessions/end`. */
export const endSessionsSchema = z.object({
  which: z.enum(["others", "all"], { error: "Say others or all." }),
});
export type EndSessions = z.infer<typeof endSessionsSchema>;

/** How many ended. */
export const endedSessionsSchema = z.object({ ended: z.number().int().min(0) });
