import { z } from "zod";
import { planSchema } from "./plan.ts";
import { idSchema, timeSchema } from "./primitives.ts";
import { businessNameSchema } from "./session.ts";

/** `GET /business`. */
export const businessSchema = z.object({
  id: idSchema,
  name: z.string(),
  status: z.enum(["active", "suspended"]),
  plan: planSchema,
  created_at: timeSchema,
});
export type Business = z.infer<typeof businessSchema>;

/** `PATCH /business`: only what is given changes. */
export const businessPatchSchema = z.object({ name: businessNameSchema }).partial();
export type BusinessPatch = z.infer<typeof businessPatchSchema>;
