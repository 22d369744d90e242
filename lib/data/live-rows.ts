import { sql } from "kysely";
import type { LiveCall, LiveTurn } from "#lib/domain/api/live";
import type {
  AnsweredBy,
  CarrierState,
  Disposition,
  SessionState,
  TelephonyResult,
} from "#lib/domain/statuses";
import type { Db } from "./db.ts";

/** Of these a looker-on is told; the others are the log's own. */
const TOLD = [
  "carrier.request",
  "carrier.event",
  "session.state",
  "picked_up",
  "turn.agent",
  "turn.callee",
  "settle",
];
const MOST_ON_BOARD = 200;

const contactName = sql<string | null>`nullif(concat_ws(' ', l.first_name, l.last_name), '')`;

/** An event of a call, with what its call and its turn are by now. */
export interface LiveRow {
  id: number;
  at: Date;
  type: string;
  session_state: SessionState | null;
  call_id: string;
  campaign_id: string;
  campaign_name: string;
  lead_id: string;
  contact_name: string | null;
  phone_number: string;
  requested_at: Date;
  answered_at: Date | null;
  carrier_state: CarrierState;
  telephony_result: TelephonyResult | null;
  answered_by: AnsweredBy | null;
  disposition: Disposition | null;
  duration_s: number | null;
  turn: (LiveTurn & { started_ms: number; ended_ms: number }) | null;
}

/** The id of the tenant's newest event; 0: there is none. */
export async function newestEventId(db: Db, tenantId: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0)::bigint as id from talky.call_events
    where tenant_id = ${tenantId}::uuid and call_id is not null`.execute(db);
  return rows[0]?.id ?? 0;
}

/** How many events lie behind `after`, counted up to `most`. */
export async function countLiveRows(db: Db, tenantId: string, after: number, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select from talky.call_events
    where tenant_id = ${tenantId}::uuid and call_id is not null and id > ${after} limit ${sql.lit(most)}) behind`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

/** Events behind `after` but those in `except`, in order; at most `limit`. */
export async function readLiveRows(
  db: Db,
  tenantId: string,
  { after, except, limit }: { after: number; except: readonly number[]; limit: number },
): Promise<LiveRow[]> {
  const { rows } = await sql<LiveRow>`
    select e.id, e.at, e.type, case when e.type = 'session.state' then e.data ->> 'state' end as session_state,
      k.id as call_id, k.campaign_id, c.name as campaign_name, k.lead_id, ${contactName} as contact_name, k.phone_number,
      k.requested_at, k.answered_at, k.carrier_state, k.telephony_result, k.answered_by, k.disposition, k.duration_s,
      case when t.id is not null then json_build_object('index', t.index, 'role', t.role, 'text', t.text,
        'interrupted', t.interrupted, 'started_ms', t.started_ms, 'ended_ms', t.ended_ms) end as turn
    from (select id, at, type, data, call_id from talky.call_events
      where tenant_id = ${tenantId}::uuid and call_id is not null and id > ${after} and type = any(${TOLD})
        and id <> all(${[...except]}::bigint[])
      order by id limit ${sql.lit(limit)}) e
    join talky.calls k on k.id = e.call_id
    join talky.campaigns c on c.id = k.campaign_id
    join talky.leads l on l.id = k.lead_id
    left join talky.turns t on e.type like 'turn.%' and t.call_id = e.call_id and t.index = (e.data ->> 'index')::int
    order by e.id`.execute(db);
  return rows;
}

/** The newest calls that go on, with what was said so far. */
export async function readLiveCalls(db: Db, tenantId: string): Promise<LiveCall[]> {
  const { rows } = await sql<
    Omit<LiveCall, "requested_at" | "answered_at" | "saying"> & {
      requested_at: Date;
      answered_at: Date | null;
    }
  >`
    select k.id as call_id, k.campaign_id, c.name as campaign_name, k.lead_id, ${contactName} as contact_name, k.phone_number,
      k.requested_at, k.answered_at, k.carrier_state, k.answered_by,
      (select e.data ->> 'state' from talky.call_events e where e.call_id = k.id and e.type = 'session.state'
        order by e.id desc limit 1) as session_state,
      (select coalesce(json_agg(json_build_object('index', t.index, 'role', t.role, 'text', t.text,
        'interrupted', t.interrupted) order by t.index), '[]') from talky.turns t where t.call_id = k.id and t.role <> 'tool') as turns
    from talky.calls k
    join talky.campaigns c on c.id = k.campaign_id
    join talky.leads l on l.id = k.lead_id
    where k.tenant_id = ${tenantId}::uuid and k.settled_at is null and k.carrier_state not in ('ended', 'unknown')
    order by k.requested_at desc, k.id desc limit ${sql.lit(MOST_ON_BOARD)}`.execute(db);
  return rows.map((row) => ({
    ...row,
    requested_at: row.requested_at.toISOString(),
    answered_at: row.answered_at?.toISOString() ?? null,
    saying: null,
  }));
}
