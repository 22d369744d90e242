import { z } from "zod";
import {
  ANSWERED_BY,
  CARRIER_STATES,
  DISPOSITIONS,
  ENDED_BY,
  TELEPHONY_RESULTS,
  USER_ROLES,
} from "../statuses.ts";
import { pageQuerySchema } from "./page.ts";
import { checkSchema } from "./health.ts";
import { countSchema, idSchema, requiredTextSchema, timeSchema } from "./primitives.ts";

/** `GET /admin/…`: what the platform's operators see, across tenants. Nothing of what was said, or to whom. */
export const adminSearchQuerySchema = pageQuerySchema.extend({
  /** Part of a name or an e-mail address. */
  search: z.string().trim().max(120).optional(),
});
export type AdminSearchQuery = z.infer<typeof adminSearchQuerySchema>;

export const adminCallQuerySchema = pageQuerySchema.extend({ tenant_id: idSchema.optional() });
export type AdminCallQuery = z.infer<typeof adminCallQuerySchema>;

export const adminTenantSchema = z.object({
  id: idSchema,
  business_name: z.string(),
  status: z.enum(["active", "suspended"]),
  /** The plan's code. */
  plan: z.string(),
  plan_minutes: countSchema,
  /** This calendar month (UTC). */
  minutes_used: z.number(),
  users: countSchema,
  running_campaigns: countSchema,
  calls_in_progress: countSchema,
  created_at: timeSchema,
});
export type AdminTenant = z.infer<typeof adminTenantSchema>;

export const adminUserSchema = z.object({
  id: idSchema,
  email: z.string(),
  name: z.string(),
  role: z.enum(USER_ROLES),
  tenant_id: idSchema,
  business_name: z.string(),
  created_at: timeSchema,
});
export type AdminUser = z.infer<typeof adminUserSchema>;

export const adminCallSchema = z.object({
  id: idSchema,
  tenant_id: idSchema,
  business_name: z.string(),
  campaign_id: idSchema,
  attempt: z.number().int(),
  carrier_state: z.enum(CARRIER_STATES),
  telephony_result: z.enum(TELEPHONY_RESULTS).nullable(),
  answered_by: z.enum(ANSWERED_BY).nullable(),
  disposition: z.enum(DISPOSITIONS).nullable(),
  requested_at: timeSchema,
  ended_at: timeSchema.nullable(),
  duration_s: z.number().nullable(),
  ended_by: z.enum(ENDED_BY).nullable(),
});
export type AdminCall = z.infer<typeof adminCallSchema>;

/** `POST /admin/tenants/{id}/suspend` and `/unsuspend`. */
export const tenantStatusChangeSchema = z.object({
  /** Kept in the log. */
  reason: requiredTextSchema(1000, "Say why: it is kept in the log."),
});
export type TenantStatusChange = z.infer<typeof tenantStatusChangeSchema>;

export const tenantStatusSchema = z.object({ id: idSchema, status: z.enum(["active", "suspended"]) });

export const adminAuditQuerySchema = pageQuerySchema.extend({
  /** true: that somebody looked at something, too. */
  looks: z.enum(["true", "false"]).default("false"),
});
export type AdminAuditQuery = z.infer<typeof adminAuditQuerySchema>;

/** `GET /admin/audit`: what an operator did. */
export const adminAuditEntrySchema = z.object({
  id: z.string(),
  at: timeSchema,
  /** null: the account is no more. */
  operator_email: z.string().nullable(),
  action: z.string(),
  /** null: it was done to the platform. */
  business: z.object({ id: idSchema, name: z.string() }).nullable(),
  reason: z.string().nullable(),
});
export type AdminAuditEntry = z.infer<typeof adminAuditEntrySchema>;

const percentilesSchema = z.object({ p50: countSchema, p95: countSchema }).nullable();

export const adminHealthSchema = z.object({
  kill_switch: z.boolean(),
  /** Of the whole platform. */
  max_concurrent_calls: countSchema,
  calls_in_progress: countSchema,
  campaigns_running: countSchema,
  carrier_events_waiting: countSchema,
  imports_open: countSchema,
  webhooks_waiting: countSchema,
  /** What this web process reaches, and how quickly. */
  parts: z.record(z.string(), checkSchema),
  /** What callees waited for in the last hour, in ms. */
  answers: z.object({
    answers: countSchema,
    stt: percentilesSchema,
    llm: percentilesSchema,
    tts: percentilesSchema,
    total: percentilesSchema,
  }),
  /** Those that have not said goodbye. */
  workers: z.array(
    z.object({ id: idSchema, started_at: timeSchema, heartbeat_at: timeSchema, active_calls: countSchema }),
  ),
});
export type AdminHealth = z.infer<typeof adminHealthSchema>;
