import { z } from "zod";
import { JUDGED_RULES } from "../judge/judge.ts";
import { countSchema, idSchema, timeSchema } from "./primitives.ts";

/** `GET /campaigns/{id}/judgement`: the campaign's log replayed, rule by rule. */
export const judgementSchema = z.object({
  judged_at: timeSchema,
  is_clean: z.boolean(),
  /** false: the campaign has more calls than are judged at once; the newest were. */
  is_complete: z.boolean(),
  calls: countSchema,
  first_call_at: timeSchema.nullable(),
  last_call_at: timeSchema.nullable(),
  /** Every rule that was looked at, and how often it was broken. */
  rules: z.array(z.object({ rule: z.enum(JUDGED_RULES), broken: countSchema })),
  /** The first 200. */
  violations: z.array(
    z.object({
      rule: z.enum(JUDGED_RULES),
      /** The call that should not have been. */
      call_id: idSchema,
      job_id: idSchema,
      at: timeSchema,
      /** Calls that make it one too many. */
      because: z.array(idSchema),
    }),
  ),
});
export type JudgementReport = z.infer<typeof judgementSchema>;
