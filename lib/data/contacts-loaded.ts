import { sql } from "kysely";
import type { GateReason } from "#lib/domain/statuses";
import type { Db } from "./db.ts";
import { type TallyScope, talliesOf } from "./call-tallies.ts";

/** What keeps a contact from being called at all, and not only now. */
const FORBIDDEN = [
  "invalid_number",
  "country_not_allowed",
  "number_class_not_allowed",
  "reserved_number",
  "do_not_call",
  "consent_missing",
  "time_zone_unknown",
] as const satisfies readonly GateReason[];

/** How many contacts there are, and how many of them the rules let be called; an agent's are those of its campaigns. */
export async function contactsLoaded(
  db: Db,
  { tenantId, campaignId, agentId }: TallyScope,
): Promise<{ contacts: number; permitted: number }> {
  const mine = talliesOf({ tenantId, campaignId, agentId: null });
  const ofAgent =
    agentId === null
      ? sql``
      : sql`and t.campaign_id in (select id from talky.campaigns where tenant_id = ${tenantId}::uuid and agent_id = ${agentId}::uuid)`;
  const { rows } = await sql<{ contacts: number; forbidden: number }>`
    select (select coalesce(sum(t.leads), 0)::bigint from talky.lead_counts t where ${mine} ${ofAgent}) as contacts,
      (select coalesce(sum(t.jobs), 0)::bigint from talky.job_tallies t where ${mine} ${ofAgent} and t.is_untouched
        and t.reason in (${sql.join(FORBIDDEN)})) as forbidden`.execute(db);
  const { contacts = 0, forbidden = 0 } = rows[0] ?? {};
  return { contacts, permitted: Math.max(0, contacts - forbidden) };
}
