import { z } from "zod";
import { SERVICES } from "../cost/call-cost.ts";
import { planSchema } from "./plan.ts";
import { countSchema, idSchema, timeSchema } from "./primitives.ts";

/** `POST /plan`: another plan, from now on. */
export const planChangeSchema = z.object({ plan_id: idSchema });
export type PlanChange = z.infer<typeof planChangeSchema>;

/** `GET /usage`: this calendar month (UTC). */
export const usageSchema = z.object({
  plan: planSchema,
  month: timeSchema,
  minutes: z.object({
    granted: countSchema,
    /** By calls that are over. */
    used: z.number(),
    /** Set aside for calls that go on. */
    reserved: z.number(),
    left: z.number(),
  }),
  /** Of the calls that are over. */
  cost: z.object({
    calls: countSchema,
    total_micros: countSchema,
    telephony_micros: countSchema,
    stt_micros: countSchema,
    llm_micros: countSchema,
    tts_micros: countSchema,
  }),
  /** What was taken of whom, and for how much: together all of `cost`. */
  providers: z.array(
    z.object({
      service: z.enum(SERVICES),
      provider: z.string(),
      model: z.string(),
      quantity: countSchema,
      unit: z.enum(["seconds", "tokens", "characters"]),
      cost_micros: countSchema,
    }),
  ),
  /** Of campaigns that have one and are not over. */
  budgets: z.array(
    z.object({
      campaign: z.object({ id: idSchema, name: z.string() }),
      budget_micros: countSchema,
      spent_micros: countSchema,
      reserved_micros: countSchema,
      left_micros: z.number().int(),
    }),
  ),
});
export type Usage = z.infer<typeof usageSchema>;
