import type { Metadata } from "next";
import { cache } from "react";
import { contactQuerySchema } from "#lib/domain/api/contact";
import { MAX_IMPORT_BYTES } from "#lib/domain/api/import";
import { listCalls } from "#lib/services/calls/list-calls";
import { campaignStats } from "#lib/services/campaigns/campaign-stats";
import { getCampaign } from "#lib/services/campaigns/get-campaign";
import { contactFacets } from "#lib/services/contacts/contact-facets";
import { listContacts } from "#lib/services/contacts/list-contacts";
import { contactFiltersOf, contactSearchOf } from "@/app/_client/contact-search";
import { idFrom, orNotFound, pageContext } from "../../page-context.ts";
import { campaignFormChoices } from "../campaign-form-choices.ts";
import { addContact, saveCampaign } from "./actions.ts";
import { CampaignScreen } from "./campaign-screen.tsx";
import { tabOf } from "./campaign-tab.ts";

interface CampaignPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return { ctx, campaign: await orNotFound(getCampaign(ctx, idFrom(id))) };
});

export async function generateMetadata({ params }: CampaignPageProps): Promise<Metadata> {
  const { campaign } = await load((await params).id);
  return { title: campaign.name };
}

export default async function CampaignPage({ params, searchParams }: CampaignPageProps) {
  const { id } = await params;
  const query = await searchParams;
  const tab = tabOf(query.tab);
  // Which campaign the path says.
  const { campaign: _, ...contactSearch } = contactSearchOf(query);
  const { ctx, campaign } = await load(id);
  const [stats, contacts, facets, calls, choices] = await Promise.all([
    campaignStats(ctx, id),
    tab === "contacts"
      ? listContacts(ctx, id, contactQuerySchema.parse(contactFiltersOf(contactSearch)))
      : null,
    tab === "contacts" ? contactFacets(ctx, id) : null,
    tab === "calls" ? listCalls(ctx, { limit: 50, campaign_id: id }) : null,
    tab === "settings" ? campaignFormChoices(ctx, campaign.script_config.company_name) : null,
  ]);
  return (
    <CampaignScreen
      key={id}
      campaign={campaign}
      stats={stats}
      tab={tab}
      contacts={contacts}
      contactFacets={facets}
      calls={calls}
      contactSearch={contactSearch}
      maxImportBytes={MAX_IMPORT_BYTES}
      addContact={addContact.bind(null, id)}
      choices={choices}
      saveCampaign={saveCampaign.bind(null, id)}
    />
  );
}
