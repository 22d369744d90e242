import { z } from "zod";
import { countSchema } from "./primitives.ts";

const counts = z.record(z.string(), countSchema);

/** `GET /campaigns/{id}/contacts/facets`: how many contacts have each value; what nobody has is left out. */
export const contactFacetsSchema = z.object({
  status: counts,
  /** Of the last call. */
  telephony_result: counts,
  disposition: counts,
  /** Of the job: why it waits, or why it ended. */
  reason: counts,
  /** The most frequent ones of the newest 10,000 contacts; `is_capped`: there are older contacts too, so at least so many. */
  tags: z.array(z.object({ value: z.string(), count: countSchema, is_capped: z.boolean() })),
});
export type ContactFacets = z.infer<typeof contactFacetsSchema>;
