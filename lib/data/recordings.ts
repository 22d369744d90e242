import type { Db } from "./db.ts";

export interface NewRecording {
  tenantId: string;
  callId: string;
  /** In the bucket `recordings`. */
  path: string;
  durationS: number;
  bytes: number;
}

/** One a call; uploaded again after a crash it takes the place of the former. */
export async function saveRecording(db: Db, recording: NewRecording): Promise<void> {
  const measured = { path: recording.path, duration_s: recording.durationS, bytes: recording.bytes };
  await db
    .insertInto("recordings")
    .values({ tenant_id: recording.tenantId, call_id: recording.callId, ...measured })
    .onConflict((conflict) => conflict.column("call_id").doUpdateSet(measured))
    .execute();
}

/** Whose call a recording found on disk belongs to; the worker's eyes only. null: there is no such call. */
export async function tenantOfCall(db: Db, callId: string): Promise<string | null> {
  const row = await db.selectFrom("calls").select("tenant_id").where("id", "=", callId).executeTakeFirst();
  return row?.tenant_id ?? null;
}
