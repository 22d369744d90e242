export type CarrierStatus =
  | "started"
  | "ringing"
  | "answered"
  | "busy"
  | "cancelled"
  | "unanswered"
  | "timeout"
  | "rejected"
  | "failed"
  | "completed";

export type EndedBy = "agent" | "callee" | "carrier";

/** Somebody whom a call was connected to while it went on. */
export interface TransferRecord {
  to: string;
  persona: string;
  answeredAtMs: number | null;
  endedAtMs: number | null;
  said: string[];
  heard: string[];
}

/** One phone call as the carrier keeps it. Times in milliseconds since 1970; numbers are digits without +. */
export interface CallRecord {
  uuid: string;
  conversationUuid: string;
  to: string;
  from: string;
  /** Two digits: who behaves on the other side. */
  persona: string;
  status: CarrierStatus;
  requestedAtMs: number;
  ringingAtMs: number | null;
  answeredAtMs: number | null;
  endedAtMs: number | null;
  endedBy: EndedBy | null;
  framesToApp: number;
  framesFromApp: number;
  framesPlayed: number;
  clears: number;
  calleeSaid: string[];
  agentHeard: string[];
  /** Of the phone's leg, in the order in which they were put on the wire. */
  statusesSent: string[];
  transfers: TransferRecord[];
}

const RATE_PER_MINUTE = 0.0139;
const NETWORK = "US-FIXED";

export const isOver = (record: CallRecord): boolean => record.endedAtMs !== null;

function durationS(record: CallRecord): number {
  if (record.answeredAtMs === null || record.endedAtMs === null) return 0;
  return Math.ceil((record.endedAtMs - record.answeredAtMs) / 1000);
}

/** What a finished call cost and how long it was, as text: that is how the carrier writes it. */
export function chargeOf(record: CallRecord): Record<"duration" | "rate" | "price" | "network", string> {
  const seconds = durationS(record);
  return {
    duration: String(seconds),
    rate: RATE_PER_MINUTE.toFixed(8),
    price: ((RATE_PER_MINUTE * seconds) / 60).toFixed(8),
    network: NETWORK,
  };
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const restTime = (ms: number | null): string | null => iso(ms)?.slice(0, 19).replace("T", " ") ?? null;

/** A call as `GET /v1/calls` shows it; its times have a space where ISO has a T, and no zone: they are UTC. */
export function restView(record: CallRecord): Record<string, unknown> {
  return {
    _links: { self: { href: `/calls/${record.uuid}` } },
    uuid: record.uuid,
    conversation_uuid: record.conversationUuid,
    to: { type: "phone", number: record.to },
    from: { type: "phone", number: record.from },
    status: record.status,
    direction: "outbound",
    start_time: restTime(record.answeredAtMs ?? record.requestedAtMs),
    ...(isOver(record) ? { ...chargeOf(record), end_time: restTime(record.endedAtMs) } : {}),
  };
}

/** A call as the sandbox's own control shows it. */
export function controlView(record: CallRecord): Record<string, unknown> {
  return {
    uuid: record.uuid,
    conversation_uuid: record.conversationUuid,
    to: `+${record.to}`,
    from: `+${record.from}`,
    persona: record.persona,
    requested_at: iso(record.requestedAtMs),
    ringing_at: iso(record.ringingAtMs),
    answered_at: iso(record.answeredAtMs),
    ended_at: iso(record.endedAtMs),
    ended_by: record.endedBy,
    frames_to_app: record.framesToApp,
    frames_from_app: record.framesFromApp,
    frames_played: record.framesPlayed,
    clears: record.clears,
    callee_said: record.calleeSaid,
    agent_heard_by_callee: record.agentHeard,
    statuses_sent: record.statusesSent,
    transfers: record.transfers.map(({ to, persona, answeredAtMs, endedAtMs, said, heard }) => ({
      to: `+${to}`,
      persona,
      answered_at: iso(answeredAtMs),
      ended_at: iso(endedAtMs),
      said,
      heard,
    })),
  };
}
