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
