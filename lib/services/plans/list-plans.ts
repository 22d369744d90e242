import { asAnybody, type Db } from "#lib/data/db";
import { listPublicPlans } from "#lib/data/plans";
import type { Plan } from "#lib/domain/api/plan";

/** What is on offer, for whoever asks. */
export async function listPlans(db: Db): Promise<{ items: Plan[] }> {
  return { items: await asAnybody(db, listPublicPlans) };
}
