import { z } from "zod";
import { contactFilterSchema } from "./contact.ts";
import { countSchema, idSchema, requiredTextSchema } from "./primitives.ts";

const whose = {
  /** These contacts … */
  ids: z.array(idSchema).min(1).max(1000, "At most 1,000 at once; or give a filter.").optional(),
  /** … or all that a list with this filter shows. */
  filter: contactFilterSchema.optional(),
};
const tag = requiredTextSchema(60, "Give a tag.");

/** `POST /campaigns/{id}/contacts/bulk`. */
export const contactsBulkSchema = z
  .discriminatedUnion("action", [
    z.object({ action: z.literal("tag"), tag, ...whose }),
    z.object({ action: z.literal("untag"), tag, ...whose }),
    z.object({ action: z.literal("delete"), ...whose }),
  ])
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
    message: "Give either ids or a filter.",
    path: ["ids"],
  });
export type ContactsBulk = z.infer<typeof contactsBulkSchema>;

/** So many contacts can be changed in one request. */
export const MAX_BULK_CONTACTS = 50_000;

export const contactsBulkResultSchema = z.object({
  matched: countSchema,
  changed: countSchema,
  /** Being called at that moment, so not deleted. */
  skipped: countSchema,
});
export type ContactsBulkResult = z.infer<typeof contactsBulkResultSchema>;
