import { randomUUID } from "node:crypto";
import { holdCampaignStatus } from "#lib/data/campaigns";
import type { Trx } from "#lib/data/db";
import { ensureJobsForLeads } from "#lib/data/dialer-jobs";
import { readLeadFacts } from "#lib/data/lead-facts";
import { insertLead } from "#lib/data/leads";
import { noteJobTrace } from "#lib/data/traces";
import { insertSingleCall, promiseCall, readBusinessName } from "#lib/data/single-calls";
import { OPEN_GOAL } from "#lib/domain/agents/open-goal";
import { campaignInputSchema } from "#lib/domain/api/campaign";
import { contactInputSchema, type ContactInput } from "#lib/domain/api/contact";
import { requestedCallSchema, type OutboundCall, type RequestedCall } from "#lib/domain/api/outbound-call";
import { holdsAll, type StoredFacts } from "#lib/domain/dialing/gate";
import { HIGHEST_PRIORITY } from "#lib/domain/dialing/priority";
import { refusalSentence } from "#lib/domain/dialing/refusal-sentence";
import { AppError } from "#lib/errors/app-error";
import { requireCampaignAgent, requireUsableAgent } from "../agents/usable-agent.ts";
import { auditUser, callerId } from "../auth/as-user.ts";
import { contactNumber } from "../contacts/contact-number.ts";
import type { UserContext } from "../context.ts";
import { judgeDial } from "../dialing/judge-dial.ts";
import { missing } from "../missing.ts";
import { asUserOnce } from "../once.ts";
import { wakeDialer } from "../wake-dialer.ts";

/**
 * Asks for one call now: to a new contact of a running campaign, or with an agent, as a campaign of its own. The gate is
 * asked here, so that its no is an answer; then the dialer takes its usual way, and asks again. What only waits for a free
 * line is accepted. Throws `not_found`, `invalid`, and `conflict` with the gate's reason or for a contact that is there.
 */
export async function requestCall(
  ctx: UserContext,
  input: OutboundCall,
  carrier: StoredFacts["carrier"],
): Promise<RequestedCall> {
  const requested = await asUserOnce(
    ctx,
    "calls.make",
    { asked: { outbound: input }, answer: requestedCallSchema },
    async (trx, tenantId) => {
      const contact = contactOf(input);
      const number = contactNumber(input.phone_number);
      const campaignId = await campaignOf(ctx, trx, tenantId, input, number.phone_number);
      const contactId = await insertLead(trx, tenantId, campaignId, { ...contact, ...number });
      if (contactId === null) {
        const message = "The campaign already has this number.";
        throw new AppError("conflict", {
          publicMessage: message,
          fields: [{ path: "phone_number", message }],
        });
      }
      await ensureJobsForLeads(trx, tenantId, campaignId, [contactId]);
      const callId = randomUUID();
      await promiseCall(trx, tenantId, contactId, callId);
      if (ctx.traceparent) await noteJobTrace(trx, tenantId, contactId, ctx.traceparent);
      await requirePassage(ctx, trx, { tenantId, campaignId, contactId, carrier });
      const data = { campaign_id: campaignId, lead_id: contactId };
      await auditUser(ctx, trx, { action: "call.request", subjectType: "call", subjectId: callId, data });
      return { call_id: callId, campaign_id: campaignId, contact_id: contactId };
    },
  );
  await wakeDialer(ctx);
  return requested;
}

/** What a contact's columns are called is a column, everything else a custom field. */
function contactOf({ phone_number, variables }: OutboundCall): ContactInput {
  const { first_name, last_name, email, timezone, ...custom_fields } = variables;
  const columns = { first_name, last_name, email, timezone };
  return contactInputSchema.parse({ phone_number, ...columns, custom_fields, priority: HIGHEST_PRIORITY });
}

/** The campaign that was named, held as it is; else one of its own, which calls at any hour that the law allows. */
async function campaignOf(
  ctx: UserContext,
  trx: Trx,
  tenantId: string,
  input: OutboundCall,
  phoneNumber: string,
): Promise<string> {
  if (input.campaign_id !== undefined) {
    if ((await holdCampaignStatus(trx, tenantId, input.campaign_id)) === null) throw missing("campaign");
    await requireCampaignAgent(trx, tenantId, input.campaign_id);
    return input.campaign_id;
  }
  const agentId = input.agent_id ?? "";
  await requireUsableAgent(trx, tenantId, agentId);
  const campaign = campaignInputSchema.parse({
    // Lists show it beside the masked number, and it outlives the erasure of a person's data.
    name: `Call to …${phoneNumber.slice(-2)}`,
    goal: OPEN_GOAL,
    agent_id: agentId,
    max_concurrent_calls: 1,
    max_attempts: 1,
    script_config: { company_name: (await readBusinessName(trx, tenantId)).slice(0, 120) },
    calling_config: {
      time_window_start: "00:00",
      time_window_end: "24:00",
      allowed_days: [0, 1, 2, 3, 4, 5, 6],
    },
  });
  return insertSingleCall(trx, tenantId, callerId(ctx), campaign);
}

/** Throws `conflict` with the gate's reason; all that was written goes with it. */
async function requirePassage(
  ctx: UserContext,
  trx: Trx,
  at: { tenantId: string; campaignId: string; contactId: string; carrier: StoredFacts["carrier"] },
): Promise<void> {
  const now = ctx.now();
  const { carrier } = at;
  const known = await readLeadFacts(trx, at.tenantId, at.campaignId, at.contactId, { now, carrier });
  if (!known) throw missing("contact");
  const verdict = judgeDial(known.facts, now);
  if (verdict.allowed || verdict.reason === null || holdsAll(verdict)) return;
  throw new AppError("conflict", {
    publicMessage: refusalSentence(verdict.reason, verdict.lookAgainAt),
    reason: verdict.reason,
  });
}
