import type { DialingRules, DialingRulesPatch } from "#lib/domain/api/dialing-rules";
import { DIALING_RULE_DEFAULTS } from "#lib/domain/dialing-rules";
import { isoOrNull } from "./keyset.ts";
import type { Db } from "./db.ts";

export async function readDialingRules(db: Db, tenantId: string): Promise<DialingRules> {
  const row = await db
    .selectFrom("dialing_rules")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .executeTakeFirst();
  const { allowed_countries, attempts_per_day, attempts_per_week, min_gap_minutes, consent_waiver } =
    row ?? DIALING_RULE_DEFAULTS;
  return {
    allowed_countries,
    attempts_per_day,
    attempts_per_week,
    min_gap_minutes,
    consent_waiver,
    consent_waived_at: isoOrNull(row?.consent_waived_at ?? null),
    consent_waived_by: row?.consent_waived_by ?? null,
  };
}

/** Writes what is given; who waives the rule about consent, and when, is kept beside the reason. */
export async function writeDialingRules(
  db: Db,
  tenantId: string,
  patch: DialingRulesPatch,
  by: string,
  now: Date,
): Promise<void> {
  const { consent_waiver: waiver, ...columns } = patch;
  const values = {
    ...columns,
    ...(waiver === undefined
      ? {}
      : {
          consent_waiver: waiver,
          consent_waived_at: waiver === null ? null : now,
          consent_waived_by: waiver === null ? null : by,
        }),
  };
  await db
    .insertInto("dialing_rules")
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet({ tenant_id: tenantId, ...values }))
    .execute();
}
