import { sql } from "kysely";
import type { Plan } from "#lib/domain/api/plan";
import type { Db } from "./db.ts";

/** Those on offer, the smallest first. */
export function listPublicPlans(db: Db): Promise<Plan[]> {
  return db
    .selectFrom("plans")
    .select(["id", "code", "name", "minutes", "max_concurrent_calls", "price_micros", "currency"])
    .where("is_public", "=", true)
    .orderBy("minutes")
    .orderBy("id")
    .execute();
}

/** false: there is no such plan on offer. In a transaction of the tenant's owner. */
export async function changePlanTo(db: Db, planId: string): Promise<boolean> {
  const { rows } = await sql<{
    changed: boolean;
  }>`select talky.change_plan(${planId}::uuid) as changed`.execute(db);
  return rows[0]?.changed ?? false;
}
