import { z } from "zod";

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
