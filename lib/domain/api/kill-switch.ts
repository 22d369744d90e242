import { z } from "zod";
import { textSchema } from "./primitives.ts";

/** `POST /admin/kill-switch`: while it is on, nothing is dialled on the whole platform. */
export const killSwitchSchema = z.object({
  enabled: z.boolean(),
  /** Kept in the log. */
  reason: textSchema(1000).default(""),
});
export type KillSwitchInput = z.infer<typeof killSwitchSchema>;

export const killSwitchStateSchema = z.object({ enabled: z.boolean() });
