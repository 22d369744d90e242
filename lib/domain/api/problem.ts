import { z } from "zod";

/** RFC 9457: what every error answer looks like (`application/problem+json`). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** One of `lib/errors`' codes. */
  code: z.string(),
  /** What the gate refused a call for, in the words of the jobs' reasons. */
  reason: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Find it in the log by this. */
  request_id: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
