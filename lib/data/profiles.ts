import { sql } from "kysely";
import type { Db } from "./db.ts";
import type { UserRole } from "#lib/domain/statuses";

/** Who a signed-in user is, from our own rows; never from the token. */
export interface Profile {
  id: string;
  email: string;
  name: string;
  role: UserRole;
  tenantId: string;
  businessName: string;
  tenantStatus: "active" | "suspended";
}

/** A token of Supabase Auth that holds, and where it comes from. */
export interface SignedIn {
  userId: string;
  /** null: the token names no session. */
  sessionId: string | null;
  userAgent: string;
  address: string;
}

/**
 * null: the session has ended, or the user has no profile. Notes that they were here, once a minute at most. May be asked
 * before anybody's request is known (a named function).
 */
export async function findProfile(db: Db, who: SignedIn): Promise<Profile | null> {
  const result = await sql<{
    id: string;
    email: string;
    name: string;
    role: UserRole;
    tenant_id: string;
    business_name: string;
    tenant_status: "active" | "suspended";
  }>`select * from talky.session_of(${who.userId}::uuid, ${who.sessionId}::uuid, ${who.userAgent}, ${who.address})`.execute(
    db,
  );
  const row = result.rows[0];
  return row
    ? {
        id: row.id,
        email: row.email,
        name: row.name,
        role: row.role,
        tenantId: row.tenant_id,
        businessName: row.business_name,
        tenantStatus: row.tenant_status,
      }
    : null;
}

/** Minutes of the plan that this calendar month (UTC) has left, as the gate counts them: open calls hold theirs. Never below 0. */
export async function minutesRemaining(db: Db, tenantId: string): Promise<number> {
  const result = await sql<{ minutes: number }>`
    select greatest(0, p.minutes - coalesce((
      select m.seconds / 60 from talky.usage_months m
      where m.tenant_id = t.id and m.month = date_trunc('month', now() at time zone 'UTC') at time zone 'UTC'
    ), 0))::float8 as minutes
    from talky.tenants t join talky.plans p on p.id = t.plan_id where t.id = ${tenantId}::uuid
  `.execute(db);
  return Math.round((result.rows[0]?.minutes ?? 0) * 10) / 10;
}

/** When a worker last said that it lives; null: never. May be asked by the web process before it knows who is asking. */
export async function lastWorkerHeartbeat(db: Db): Promise<Date | null> {
  const result = await sql<{ at: Date | null }>`select talky.last_worker_heartbeat() as at`.execute(db);
  return result.rows[0]?.at ?? null;
}
