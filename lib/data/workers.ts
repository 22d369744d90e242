import { sql } from "kysely";
import type { Db } from "./db.ts";

/** Every worker says so often that it lives. */
export const WORKER_BEATS_EVERY_S = 5;

/** A worker whose heartbeat is older is dead; `talky.call_socket` says the same. */
export const WORKER_DEAD_AFTER_S = 15;

/** True for the row `w` of a worker that lives. */
export const isAlive = (alias: string) =>
  sql<boolean>`(${sql.ref(`${alias}.stopped_at`)} is null
    and ${sql.ref(`${alias}.heartbeat_at`)} > now() - make_interval(secs => ${WORKER_DEAD_AFTER_S}))`;

/** Says that this worker lives; makes its row at the first time. */
export async function beatHeart(
  db: Db,
  worker: { id: string; publicUrl: string; activeCalls: number },
): Promise<void> {
  await db
    .insertInto("workers")
    .values({ id: worker.id, public_url: worker.publicUrl, active_calls: worker.activeCalls })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({ heartbeat_at: sql`now()`, active_calls: worker.activeCalls }),
    )
    .execute();
}

/** From here on its calls are anybody's to wind up. */
export async function stopWorker(db: Db, workerId: string): Promise<void> {
  await db
    .updateTable("workers")
    .set({ stopped_at: sql`now()`, active_calls: 0 })
    .where("id", "=", workerId)
    .execute();
}

/** The living worker that winds up what others left: the one with the lowest id. null: none lives. */
export async function sweepingWorker(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom("workers as w")
    .select("w.id")
    .where(isAlive("w"))
    .orderBy("w.id")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Rows of workers long gone are of no use to anybody. */
export async function forgetOldWorkers(db: Db, olderThan: Date): Promise<void> {
  await db
    .deleteFrom("workers")
    .where("heartbeat_at", "<", olderThan)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("calls")
            .select("calls.id")
            .whereRef("calls.worker_id", "=", "workers.id")
            .where("calls.settled_at", "is", null),
        ),
      ),
    )
    .execute();
}
