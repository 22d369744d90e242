import { z } from "zod";
import { SENTIMENTS } from "../analysis/analysis-form.ts";
import { EXTRACTION_TYPES } from "../analysis/extraction-fields.ts";
import { ANALYSIS_STATUSES } from "../statuses.ts";
import { idSchema, timeSchema } from "./primitives.ts";

/** `GET /calls/{id}/analysis`. `none`: nobody spoke in the call, or it is not over yet. */
export const callAnalysisSchema = z.object({
  call_id: idSchema,
  status: z.enum(["none", ...ANALYSIS_STATUSES]),
  /** Why it failed, in a sentence. */
  failure: z.string().nullable(),
  summary: z.string().nullable(),
  sentiment: z.enum(SENTIMENTS).nullable(),
  /** What the model makes of the transcript; the call's own `goal_achieved` was decided while it was held. */
  goal_reached: z.boolean().nullable(),
  outcome_reason: z.string().nullable(),
  key_points: z.array(z.string()),
  extracted: z.array(
    z.object({
      name: z.string(),
      type: z.enum(EXTRACTION_TYPES),
      description: z.string(),
      value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
    }),
  ),
  model: z.string().nullable(),
  requested_at: timeSchema.nullable(),
  finished_at: timeSchema.nullable(),
});
export type CallAnalysis = z.infer<typeof callAnalysisSchema>;
