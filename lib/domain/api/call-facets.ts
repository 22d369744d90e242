import { z } from "zod";
import { callFilterSchema } from "./call.ts";
import { countSchema, timeSchema } from "./primitives.ts";

const LONGEST_MS = 5 * 366 * 86_400_000;

/** `GET /calls/facets`: of the calls between two times; left out, of the last 30 days. */
export const callFacetsQuerySchema = callFilterSchema.refine(
  ({ from, to }) =>
    from === undefined || to === undefined || (from < to && Date.parse(to) - Date.parse(from) <= LONGEST_MS),
  { path: ["to"], error: "Use a time after `from`, and within five years of it." },
);
export type CallFacetsQuery = z.infer<typeof callFacetsQuerySchema>;

const counts = z.record(z.string(), countSchema);

/** How many calls have each value; what none has is left out. Filters by outcome are left aside. */
export const callFacetsSchema = z.object({
  total: countSchema,
  in_progress: countSchema,
  answered: countSchema,
  goals: countSchema,
  disposition: counts,
  telephony_result: counts,
  /** true: a search finds so many that only the newest calls were counted; there may be more, and there are no bars. */
  is_capped: z.boolean(),
  bar_width_s: z.number().int(),
  /** Spans of `bar_width_s`, counted from the epoch; those without a call are left out. */
  bars: z.array(z.object({ at: timeSchema, calls: countSchema, answered: countSchema, goals: countSchema })),
});
export type CallFacets = z.infer<typeof callFacetsSchema>;
