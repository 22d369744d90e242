import { findCampaign } from "#lib/data/campaigns";
import { revocationsOf } from "#lib/data/consents";
import { readProposedFacts } from "#lib/data/lead-facts";
import type { NewLead } from "#lib/data/leads";
import type { Purpose } from "#lib/domain/statuses";
import type { ImportPreview } from "#lib/domain/api/import";
import { leadVariables } from "#lib/domain/conversation/template";
import type { StoredFacts } from "#lib/domain/dialing/gate";
import { asUser } from "../auth/as-user.ts";
import { spokenPlaceholders } from "../campaigns/spoken-placeholders.ts";
import type { UserContext } from "../context.ts";
import { countVerdicts } from "../dialing/count-verdicts.ts";
import { missing } from "../missing.ts";
import type { RowConsent } from "./read-row.ts";

type Foreseen = Pick<ImportPreview, "verdicts" | "missing_variables">;

export interface Incoming {
  rows: { lead: NewLead; consent: RowConsent | null }[];
  /** What the rows' consents are for; null: the campaign's own purpose. */
  purpose: Purpose | null;
}

/** What would become of leads that a campaign is about to get, were it running: the gate's word on each, and what its texts lack for them. */
export async function foresee(
  ctx: UserContext,
  campaignId: string,
  { rows, purpose }: Incoming,
  carrier: StoredFacts["carrier"],
): Promise<Foreseen> {
  const now = ctx.now();
  const leads = rows.map(({ lead }) => lead);
  const { campaign, facts, placeholders, revocations } = await asUser(
    ctx,
    "contacts.change",
    async (trx, tenantId) => {
      const campaign = await findCampaign(trx, tenantId, campaignId);
      const facts = await readProposedFacts(trx, tenantId, campaignId, leads.map(proposed), { now, carrier });
      if (!campaign || !facts) throw missing("campaign");
      const numbers = leads.map((lead) => lead.phone_number);
      const revocations = await revocationsOf(trx, tenantId, campaign.purpose, numbers);
      return {
        campaign,
        facts,
        placeholders: await spokenPlaceholders(trx, tenantId, campaign),
        revocations,
      };
    },
  );
  const isOurPurpose = purpose === null || purpose === campaign.purpose;
  const withConsents = facts.map((fact, at) => {
    const row = rows[at];
    const bringsConsent =
      isOurPurpose &&
      fact.consent === "missing" &&
      row !== undefined &&
      isConsent(row.consent, revocations.get(row.lead.phone_number));
    return bringsConsent ? { ...fact, consent: "given" as const } : fact;
  });
  const verdicts = await countVerdicts(withConsents, now);
  const variables = leads.map(variablesOfNew);
  return {
    verdicts,
    missing_variables: placeholders
      .map(({ key, usedIn }) => ({
        name: key,
        used_in: usedIn,
        contacts: variables.filter((known) => !known.has(key)).length,
      }))
      .filter(({ contacts }) => contacts > 0),
  };
}

const proposed = ({ phone_number, timezone, custom_fields }: NewLead) => ({
  phone_number,
  timezone,
  custom_fields,
});

/** A consent without a date is no proof that it came after the person's no. */
const isConsent = (consent: RowConsent | null, revokedAt: Date | undefined): boolean =>
  consent !== null && (revokedAt === undefined || (consent.givenAt !== null && consent.givenAt > revokedAt));

const variablesOfNew = (lead: NewLead): ReadonlyMap<string, string> =>
  leadVariables({
    firstName: lead.first_name,
    lastName: lead.last_name,
    email: lead.email,
    phoneNumber: lead.phone_number,
    timezone: lead.timezone,
    customFields: lead.custom_fields,
  });
