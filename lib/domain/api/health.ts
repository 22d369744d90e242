import { z } from "zod";

export const healthSchema = z.object({ status: z.literal("ok") });
export type Health = z.infer<typeof healthSchema>;

export const checkSchema = z.object({
  status: z.enum(["ok", "down"]),
  detail: z.string().optional(),
  /** How long it took to answer. */
  latency_ms: z.number().optional(),
});
export type HealthCheck = z.infer<typeof checkSchema>;

export const readinessSchema = z.object({
  status: z.enum(["ok", "down"]),
  checks: z.object({ database: checkSchema, queue: checkSchema, worker: checkSchema }),
});
export type Readiness = z.infer<typeof readinessSchema>;
