import { AppError } from "#lib/errors/app-error";
import { z } from "zod";
import type { CarrierCall, CarrierEvent, CarrierStatus } from "./port.ts";

// Types wobble between numbers and strings in what Vonage sends, so everything is read leniently.
const loose = z.union([z.string(), z.number()]).nullish().catch(null);
const party = z
  .union([
    z.string(),
    z.object({ type: z.string().optional(), number: z.string().optional(), uri: z.string().optional() }),
    z.array(z.object({ number: z.string().optional(), uri: z.string().optional() })).min(1),
  ])
  .nullish()
  .catch(null);

const body = z.object({
  uuid: z.string().min(1).nullish().catch(null),
  call_uuid: z.string().min(1).nullish().catch(null),
  conversation_uuid: z.string().min(1).nullish().catch(null),
  status: z.string().min(1).nullish().catch(null),
  sub_state: z.string().nullish().catch(null),
  detail: z.string().nullish().catch(null),
  reason: z.string().nullish().catch(null),
  recording_uuid: z.string().nullish().catch(null),
  disconnected_by: z.string().nullish().catch(null),
  to: party,
  timestamp: loose,
  start_time: loose,
  end_time: loose,
  duration: loose,
  price: loose,
});
type Body = z.infer<typeof body>;

/** Reads an event webhook; `now` stands in for a timestamp that is not there. Throws AppError `bad_request`. */
export function parseVonageEvent(input: unknown, now: () => Date): CarrierEvent {
  const parsed = body.safeParse(input);
  const carrierCallId = parsed.data?.uuid ?? parsed.data?.call_uuid ?? parsed.data?.conversation_uuid;
  if (!parsed.success || !carrierCallId)
    throw new AppError("bad_request", { publicMessage: "The body is not an event of a call." });
  const event = parsed.data;
  return {
    carrierCallId,
    conversationId: event.conversation_uuid ?? null,
    status: carrierStatus(event),
    rawStatus: rawStatus(event),
    at: readTime(event.timestamp) ?? readTime(event.end_time) ?? now(),
    isSocketLeg: /^wss?:/i.test(addressOf(event.to)),
    durationS: readNumber(event.duration),
    endedBy:
      event.disconnected_by === "user" ? "callee" : event.disconnected_by === "platform" ? "agent" : null,
    priceMicros: micros(event.price),
    detail: event.detail ?? event.sub_state ?? event.reason ?? null,
  };
}

/** Reads one call of `GET /v1/calls…`; null for the leg of an audio socket, which is no phone call. */
export function parseVonageCall(input: unknown): CarrierCall | null {
  const call = body.parse(input);
  const to = addressOf(call.to);
  if (!call.uuid || /^wss?:/i.test(to)) return null;
  return {
    carrierCallId: call.uuid,
    conversationId: call.conversation_uuid ?? null,
    to: /^\d/.test(to) ? `+${to}` : to,
    status: carrierStatus(call),
    startedAt: readTime(call.start_time),
    endedAt: readTime(call.end_time),
    durationS: readNumber(call.duration),
  };
}

/** The sub-state belongs to the inbox's key: "machine" and its beep are two events. */
function rawStatus(event: Body): string {
  const status = event.status ?? (event.recording_uuid ? "record" : event.reason ? "error" : "none");
  return event.sub_state ? `${status}.${event.sub_state}` : status;
}

function carrierStatus(event: Body): CarrierStatus {
  const status = event.status?.toLowerCase() ?? "";
  switch (status) {
    case "started":
    case "ringing":
    case "answered":
    case "human":
    case "busy":
    case "cancelled":
    case "completed":
    case "disconnected":
    case "transfer":
      return status;
    case "machine":
      return event.sub_state === "beep_start" ? "beep" : "machine";
    case "unanswered":
    case "timeout":
      return "no_answer";
    case "rejected":
      return event.detail === "invalid_number" ? "invalid_number" : "rejected";
    case "failed":
      return event.detail === "number_out_of_service" || event.detail === "cannot_route"
        ? "invalid_number"
        : "failed";
    default:
      return "other";
  }
}

function addressOf(to: Body["to"]): string {
  const one = Array.isArray(to) ? to[0] : to;
  return typeof one === "string" ? one : (one?.uri ?? one?.number ?? "");
}

/** ISO 8601, or `2020-01-01 12:00:00` meaning UTC. */
function readTime(value: string | number | null | undefined): Date | null {
  if (typeof value !== "string" || value === "") return null;
  const iso = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value) ? `${value.replace(" ", "T")}Z` : value;
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? null : at;
}

function readNumber(value: string | number | null | undefined): number | null {
  if (value === null || value === undefined || value === "") return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function micros(value: string | number | null | undefined): number | null {
  const amount = readNumber(value);
  return amount === null ? null : Math.round(amount * 1_000_000);
}
