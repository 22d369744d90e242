import { readBusinessName } from "#lib/data/single-calls";
import { type Campaign, campaignInputSchema } from "#lib/domain/api/campaign";
import { contactInputSchema } from "#lib/domain/api/contact";
import { SAMPLE_CONTACTS, sampleCampaign } from "#lib/domain/sample-campaign";
import { AppError } from "#lib/errors/app-error";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { createContact } from "../contacts/create-contact.ts";
import { createCampaign } from "./create-campaign.ts";
import { getCampaign } from "./get-campaign.ts";
import { startCampaign } from "./start-campaign.ts";

/**
 * Makes a campaign of a few people of the sandbox and starts it, for whoever wants to see a call before anything else.
 * Throws `conflict` where the carrier is a real one: the numbers reach nobody there.
 */
export async function runSampleCampaign(
  ctx: UserContext,
  { isSandbox }: { isSandbox: boolean },
): Promise<Campaign> {
  if (!isSandbox) {
    throw new AppError("conflict", {
      publicMessage: "The sample calls people of the sandbox, and this copy calls with a real carrier.",
    });
  }
  const company = await asUser(ctx, "campaigns.run", readBusinessName);
  const { id } = await createCampaign(ctx, campaignInputSchema.parse(sampleCampaign(company)));
  for (const contact of SAMPLE_CONTACTS) await createContact(ctx, id, contactInputSchema.parse(contact));
  await startCampaign(ctx, id);
  return getCampaign(ctx, id);
}
