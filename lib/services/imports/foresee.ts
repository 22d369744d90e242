import { setImmediate as breathe } from "node:timers/promises";
import { findCampaign } from "#lib/data/campaigns";
import { revocationsOf } from "#lib/data/consents";
import { readProposedFacts } from "#lib/data/lead-facts";
import type { NewLead } from "#lib/data/leads";
import type { Purpose } from "#lib/domain/statuses";
import type { ImportPreview } from "#lib/domain/api/import";
import { leadVariables } from "#lib/domain/conversation/template";
import type { StoredFacts } from "#lib/domain/dialing/gate";
import type { GateReason } from "#lib/domain/statuses";
import { asUser } from "../auth/as-user.ts";
import { spokenPlaceholders } from "../campaigns/spoken-placeholders.ts";
import type { UserContext } from "../context.ts";
import { judgeDial } from "../dialing/judge-dial.ts";
import { missing } from "../missing.ts";
import type { RowConsent } from "./read-row.ts";

const LEADS_AT_A_TIME = 50;

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
  const reasons = new Map<GateReason, { count: number; nextAt: Date | null }>();
  let allowed = 0;
  const isOurPurpose = purpose === null || purpose === campaign.purpose;
  for (const [at, fact] of facts.entries()) {
    const row = rows[at];
    const bringsConsent =
      isOurPurpose &&
      fact.consent === "missing" &&
      row !== undefined &&
      isConsent(row.consent, revocations.get(row.lead.phone_number));
    const { reason, lookAgainAt } = judgeDial(
      {
        ...fact,
        consent: bringsConsent ? "given" : fact.consent,
        campaign: { ...fact.campaign, status: "running" },
      },
      now,
    );
    if (reason === null) allowed += 1;
    else {
      const seen = reasons.get(reason) ?? { count: 0, nextAt: null };
      const nextAt = earlier(seen.nextAt, lookAgainAt);
      reasons.set(reason, { count: seen.count + 1, nextAt });
    }
    if (at % LEADS_AT_A_TIME === 0) await breathe();
  }
  const variables = leads.map(variablesOfNew);
  return {
    verdicts: {
      allowed,
      reasons: [...reasons]
        .map(([reason, { count, nextAt }]) => ({ reason, count, next_at: nextAt?.toISOString() ?? null }))
        .toSorted((a, b) => b.count - a.count),
    },
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

const earlier = (a: Date | null, b: Date | null): Date | null =>
  a === null || (b !== null && b < a) ? b : a;

const variablesOfNew = (lead: NewLead): ReadonlyMap<string, string> =>
  leadVariables({
    firstName: lead.first_name,
    lastName: lead.last_name,
    email: lead.email,
    phoneNumber: lead.phone_number,
    timezone: lead.timezone,
    customFields: lead.custom_fields,
  });
