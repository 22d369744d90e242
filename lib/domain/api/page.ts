import { z } from "zod";
import { countSchema } from "./primitives.ts";

/** `?limit=&cursor=` of every list. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(300).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** One page of a list, newest first; `next_cursor` is null on the last. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total?: number;
}

/** The same as a schema, for the API's description. */
export const pageSchema = <S extends z.ZodType>(item: S) =>
  z.object({
    items: z.array(item),
    /** Give it as `cursor`; null on the last page. */
    next_cursor: z.string().nullable(),
    /** On the first page of lists that count. */
    total: countSchema.optional(),
  });
