import { sql } from "kysely";
import type { Erasure } from "#lib/domain/api/privacy";
import type { Db } from "./db.ts";

/** Erases what the caller's tenant has of a number; null: a call to it goes on. In the caller's transaction. */
export async function erasePerson(db: Db, phoneNumber: string): Promise<Erasure["erased"] | null> {
  const { rows } = await sql<{ erased: Erasure["erased"] | null }>`
    select talky.erase_person(${phoneNumber}) as erased`.execute(db);
  return rows[0]?.erased ?? null;
}

export interface PersonData {
  data: Record<string, unknown>;
  recordings: { callId: string; path: string }[];
}

/** Everything that a tenant has of a number, as its rows stand; without keys and hashes of ours. */
export async function readPerson(db: Db, tenantId: string, phoneNumber: string): Promise<PersonData> {
  const { rows } = await sql<{ data: Record<string, unknown>; recordings: PersonData["recordings"] }>`
    with l as (select * from talky.leads where tenant_id = ${tenantId}::uuid and phone_number = ${phoneNumber}),
    k as (select * from talky.calls where tenant_id = ${tenantId}::uuid and phone_number = ${phoneNumber}),
    r as (select * from talky.recordings where tenant_id = ${tenantId}::uuid and call_id in (select id from k))
    select jsonb_build_object(
      'contacts', (select coalesce(jsonb_agg(to_jsonb(l) - 'search_text' order by l.created_at), '[]') from l),
      'clients', (select coalesce(jsonb_agg(to_jsonb(c) order by c.created_at), '[]') from talky.clients c
        where c.tenant_id = ${tenantId}::uuid and c.phone_number = ${phoneNumber}),
      'consents', (select coalesce(jsonb_agg(to_jsonb(s) order by s.given_at), '[]') from talky.consents s
        where s.tenant_id = ${tenantId}::uuid and s.phone_number = ${phoneNumber}),
      'do_not_call', (select coalesce(jsonb_agg(to_jsonb(d) order by d.created_at), '[]') from talky.dnc_entries d
        where d.tenant_id = ${tenantId}::uuid and d.phone_number = ${phoneNumber}),
      'planned_calls', (select coalesce(jsonb_agg(jsonb_build_object('campaign_id', j.campaign_id, 'status', j.status,
          'reason', j.reason, 'next_attempt_at', j.next_attempt_at, 'attempts', j.attempts)), '[]')
        from talky.dialer_jobs j where j.tenant_id = ${tenantId}::uuid and j.lead_id in (select id from l)),
      'calls', (select coalesce(jsonb_agg(
          to_jsonb(k) - '{socket_token_hash,worker_id,worker_url,traceparent}'::text[] || jsonb_build_object(
            'turns', (select coalesce(jsonb_agg(to_jsonb(t) - 'tenant_id' order by t.index), '[]')
              from talky.turns t where t.call_id = k.id),
            'analysis', (select to_jsonb(a) - 'tenant_id' from talky.call_analyses a where a.call_id = k.id),
            'events', (select coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'type', e.type, 'data', e.data)
              order by e.id), '[]') from talky.call_events e where e.call_id = k.id))
          order by k.requested_at), '[]') from k)) as data,
      (select coalesce(jsonb_agg(jsonb_build_object('callId', r.call_id, 'path', r.path)), '[]') from r) as recordings
    `.execute(db);
  return rows[0] ?? { data: {}, recordings: [] };
}
