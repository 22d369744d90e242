import { z } from "zod";
import { countSchema, idSchema } from "./primitives.ts";

export const planSchema = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  /** A calendar month (UTC). */
  minutes: countSchema,
  max_concurrent_calls: countSchema,
  price_micros: countSchema,
  /** ISO 4217. */
  currency: z.string(),
});
export type Plan = z.infer<typeof planSchema>;

/** `GET /plans`: those that are on offer, the smallest first. */
export const plansSchema = z.object({ items: z.array(planSchema) });
