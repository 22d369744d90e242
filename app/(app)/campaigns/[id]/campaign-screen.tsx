"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Campaign, CampaignAction } from "#lib/domain/api/campaign";
import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import type { CallSummary } from "#lib/domain/api/call";
import type { ContactPage } from "#lib/domain/api/contact";
import type { ContactFacets } from "#lib/domain/api/contact-facets";
import type { Page } from "#lib/domain/api/page";
import { canStartCampaign, isCampaignOver } from "#lib/domain/statuses";
import {
  campaignQuery,
  campaignsKey,
  campaignStatsQuery,
  startReviewQuery,
} from "@/app/_client/campaign-queries";
import type { ContactSearch } from "@/app/_client/contact-search";
import { fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { CampaignActions } from "@/components/campaigns/campaign-actions";
import { CampaignStatusBadge } from "@/components/campaigns/campaign-status";
import { PROOF_TEXTS } from "@/components/campaigns/judged-rules";
import { CampaignHeadline } from "@/components/campaigns/campaign-headline";
import { CAMPAIGN_TEXTS } from "@/components/campaigns/texts";
import type { CampaignFormChoices } from "@/components/campaigns/campaign-form-values";
import type { FormAction } from "@/components/forms/form-state";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { TabLinks } from "@/components/ui/tab-links";
import { useToast } from "@/components/ui/toast";
import { CallsTab } from "./calls-tab.tsx";
import type { CampaignTab } from "./campaign-tab.ts";
import { ContactsTab } from "./contacts-tab.tsx";
import { DeleteCard } from "./delete-card.tsx";
import { OverviewTab } from "./overview-tab.tsx";
import { ProofTab } from "./proof-tab.tsx";
import { SettingsTab } from "./settings-tab.tsx";

interface CampaignScreenProps {
  campaign: Campaign;
  stats: CampaignStats;
  tab: CampaignTab;
  /** First page of the tab's own list, when it has one. */
  contacts: ContactPage | null;
  contactFacets: ContactFacets | null;
  calls: Page<CallSummary> | null;
  contactSearch: ContactSearch;
  maxImportBytes: number;
  addContact: FormAction;
  /** Of the settings tab. */
  choices: CampaignFormChoices | null;
  saveCampaign: FormAction;
}

const DONE_TEXT: Record<CampaignAction, string> = {
  start: CAMPAIGN_TEXTS.started,
  pause: CAMPAIGN_TEXTS.paused,
  resume: CAMPAIGN_TEXTS.resumed,
  stop: CAMPAIGN_TEXTS.stopped,
};

export function CampaignScreen(props: CampaignScreenProps) {
  const { tab, contacts, calls, contactSearch, maxImportBytes, addContact } = props;
  const { data: campaign } = useQuery(campaignQuery(props.campaign.id, props.campaign));
  const { data: stats } = useQuery(campaignStatsQuery(campaign.id, props.stats));
  const queries = useQueryClient();
  const toast = useToast();
  const action = useMutation({
    mutationFn: (name: CampaignAction) =>
      fetchApi<Campaign>(`/campaigns/${campaign.id}/${name}`, { method: "POST" }),
    onSuccess: (updated, name) => {
      queries.setQueryData([...campaignsKey, campaign.id], updated);
      toast("good", DONE_TEXT[name]);
    },
    onError: (error) => toast("bad", sentenceOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: campaignsKey }),
  });
  const review = useQuery({ ...startReviewQuery(campaign.id), enabled: false });
  const base = `/campaigns/${campaign.id}`;
  return (
    <>
      <PageHeader
        parent={{ href: "/campaigns", label: "Campaigns" }}
        title={campaign.name}
        badge={<CampaignStatusBadge status={campaign.status} />}
        note={campaign.goal}
        actions={
          <>
            {canStartCampaign(campaign.status) ? (
              <LinkButton href={`${base}/setup`}>{CAMPAIGN_TEXTS.setUp}</LinkButton>
            ) : null}
            <CampaignActions
              campaign={{ ...campaign, total_leads: stats.total_leads }}
              review={review.data}
              onReview={() => void review.refetch()}
              pending={action.isPending ? action.variables : null}
              onAction={action.mutate}
            />
          </>
        }
      />
      <CampaignHeadline campaign={campaign} stats={stats} />
      <TabLinks
        label="Parts of the campaign"
        tabs={[
          { href: base, label: "Overview", current: tab === "overview" },
          {
            href: `${base}?tab=contacts`,
            label: "Contacts",
            count: stats.total_leads,
            current: tab === "contacts",
          },
          { href: `${base}?tab=calls`, label: "Calls", current: tab === "calls" },
          { href: `${base}?tab=settings`, label: CAMPAIGN_TEXTS.settings, current: tab === "settings" },
          { href: `${base}?tab=proof`, label: PROOF_TEXTS.tab, current: tab === "proof" },
        ]}
      />
      <div className="pt-4">
        {tab === "overview" ? <OverviewTab campaign={campaign} stats={stats} /> : null}
        {tab === "contacts" ? (
          <ContactsTab
            campaignId={campaign.id}
            isOver={isCampaignOver(campaign.status)}
            search={contactSearch}
            initial={contacts}
            initialFacets={props.contactFacets}
            maxImportBytes={maxImportBytes}
            addContact={addContact}
          />
        ) : null}
        {tab === "settings" && props.choices ? (
          <div className="flex flex-col gap-4">
            <SettingsTab campaign={campaign} choices={props.choices} save={props.saveCampaign} />
            <DeleteCard campaign={campaign} />
          </div>
        ) : null}
        {tab === "proof" ? <ProofTab campaignId={campaign.id} /> : null}
        {tab === "calls" ? <CallsTab campaignId={campaign.id} initial={calls} /> : null}
      </div>
    </>
  );
}
