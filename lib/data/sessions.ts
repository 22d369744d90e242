import { sql } from "kysely";
import type { UserSession } from "#lib/domain/api/user-session";
import type { Db } from "./db.ts";

/** The caller's sessions that go on, the last used first. */
export async function ownSessions(db: Db, current: string | null): Promise<UserSession[]> {
  const { rows } = await sql<{
    id: string;
    user_agent: string;
    address: string;
    created_at: Date;
    last_seen_at: Date;
  }>`select * from talky.own_sessions()`.execute(db);
  return rows.map(({ created_at, last_seen_at, ...row }) => ({
    ...row,
    created_at: created_at.toISOString(),
    last_seen_at: last_seen_at.toISOString(),
    is_current: row.id === current,
  }));
}

/** Ends a person's sessions: one, all, or all but one. How many ended; their tokens open nothing from now on. */
export async function endSessions(
  db: Db,
  userId: string,
  which: { only?: string; allBut?: string | null } = {},
): Promise<number> {
  const { rows } = await sql<{ ended: number }>`
    select talky.end_sessions(${userId}::uuid, ${which.only ?? null}::uuid, ${which.allBut ?? null}::uuid) as ended
  `.execute(db);
  return rows[0]?.ended ?? 0;
}

/** The address of whose session it is, even of somebody who belongs to no business; null: it has ended. */
export async function emailOfSession(
  db: Db,
  { userId, sessionId }: { userId: string; sessionId: string | null },
): Promise<string | null> {
  const { rows } = await sql<{ email: string | null }>`
    select talky.email_of_session(${userId}::uuid, ${sessionId}::uuid) as email`.execute(db);
  return rows[0]?.email ?? null;
}
