import { z } from "zod";
import { PLACEHOLDER_PLACES } from "../conversation/placeholders.ts";
import { countSchema } from "./primitives.ts";
import { verdictCountsSchema } from "./verdict.ts";

/** `GET /campaigns/{id}/start-review`: what is worth knowing before phones ring. */
export const startReviewSchema = z.object({
  contacts: countSchema,
  verdicts: verdictCountsSchema,
  /** So many of the newest contacts were asked about; fewer than all of a large campaign. */
  judged: countSchema,
  /** Variables that some contacts have nothing for: what they stand in is said without them. */
  missing_variables: z.array(
    z.object({ name: z.string(), used_in: z.array(z.enum(PLACEHOLDER_PLACES)), contacts: countSchema }),
  ),
});
export type StartReview = z.infer<typeof startReviewSchema>;
