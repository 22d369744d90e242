import { z } from "zod";
import {
  ANSWERED_BY,
  CAMPAIGN_STATUSES,
  CARRIER_STATES,
  DISPOSITIONS,
  IMPORT_STATUSES,
  SESSION_STATES,
  TELEPHONY_RESULTS,
  TURN_ROLES,
} from "../statuses.ts";
import { countSchema, idSchema, timeSchema } from "./primitives.ts";

/** `GET /live`: go on behind this event, as with `Last-Event-ID`. */
export const liveQuerySchema = z.object({
  after: z
    .string()
    .regex(/^\d{1,15}$/, "Use the id of an event.")
    .optional(),
});

const ofCall = { call_id: idSchema, campaign_id: idSchema };

/** Who is called, and what their call has come to. */
const liveCallFields = {
  ...ofCall,
  campaign_name: z.string(),
  lead_id: idSchema,
  contact_name: z.string().nullable(),
  phone_number: z.string(),
  requested_at: timeSchema,
  answered_at: timeSchema.nullable(),
  carrier_state: z.enum(CARRIER_STATES),
  /** null: the conversation has not begun. */
  session_state: z.enum(SESSION_STATES).nullable(),
  answered_by: z.enum(ANSWERED_BY).nullable(),
};

const liveTurnSchema = z.object({
  index: z.number().int(),
  role: z.enum(TURN_ROLES),
  text: z.string(),
  interrupted: z.boolean(),
});
export type LiveTurn = z.infer<typeof liveTurnSchema>;

/** A call that goes on now, as far as it has come. */
export const liveCallSchema = z.object({
  ...liveCallFields,
  turns: z.array(liveTurnSchema),
  /** What somebody is saying at this moment: not yet a turn. */
  saying: z.object({ role: z.enum(["agent", "callee"]), text: z.string() }).nullable(),
});
export type LiveCall = z.infer<typeof liveCallSchema>;

/** `GET /calls/live`. `as_of`: the id of the newest event that is in it. */
export const liveBoardSchema = z.object({ as_of: z.number().int(), items: z.array(liveCallSchema) });
export type LiveBoard = z.infer<typeof liveBoardSchema>;

/**
 * `GET /live`, as server-sent events: the event's name is `type`, its data the rest. Those with an id can be had again after
 * a break (`Last-Event-ID`); one may come twice, by the same id.
 */
export const liveEventSchema = z.discriminatedUnion("type", [
  /** What has happened before can be asked for now. */
  z.object({ type: z.literal("live.ready") }),
  /** Too much was missed to be sent again: ask for everything anew. */
  z.object({ type: z.literal("live.reset") }),
  z.object({ type: z.literal("live.ping") }),
  z.object({ type: z.literal("call.started"), ...liveCallFields }),
  z.object({
    type: z.literal("call.state"),
    ...ofCall,
    carrier_state: liveCallFields.carrier_state,
    session_state: liveCallFields.session_state,
    answered_by: liveCallFields.answered_by,
    answered_at: liveCallFields.answered_at,
    at: timeSchema,
  }),
  z.object({
    type: z.literal("call.turn"),
    ...ofCall,
    /** false: it is being said; the words may still change. */
    final: z.boolean(),
    index: z.number().int().nullable(),
    role: z.enum(TURN_ROLES),
    text: z.string(),
    interrupted: z.boolean(),
    started_ms: z.number().nullable(),
    ended_ms: z.number().nullable(),
  }),
  z.object({
    type: z.literal("call.ended"),
    ...ofCall,
    telephony_result: z.enum(TELEPHONY_RESULTS).nullable(),
    answered_by: liveCallFields.answered_by,
    disposition: z.enum(DISPOSITIONS).nullable(),
    goal_achieved: z.boolean(),
    duration_s: z.number().nullable(),
    at: timeSchema,
  }),
  z.object({
    type: z.literal("campaign.status"),
    campaign_id: idSchema,
    status: z.enum(CAMPAIGN_STATUSES),
    pause_reason: z.string().nullable(),
  }),
  z.object({
    type: z.literal("campaign.stats"),
    campaign_id: idSchema,
    total_leads: countSchema,
    leads_done: countSchema,
    calls_in_progress: countSchema,
    goals_achieved: countSchema,
  }),
  z.object({
    type: z.literal("import.progress"),
    import_id: idSchema,
    campaign_id: idSchema,
    status: z.enum(IMPORT_STATUSES),
    progress: z.number(),
    total_rows: countSchema,
    imported: countSchema,
    updated: countSchema,
    duplicates_skipped: countSchema,
    rejected: countSchema,
  }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema> & { id?: number };
