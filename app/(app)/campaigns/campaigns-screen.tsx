"use client";

import { useQuery } from "@tanstack/react-query";
import { Megaphone, Plus } from "lucide-react";
import type { Campaign } from "#lib/domain/api/campaign";
import type { Page } from "#lib/domain/api/page";
import { campaignsQuery } from "@/app/_client/campaign-queries";
import { CampaignsTable } from "@/components/campaigns/campaigns-table";
import { OVERVIEW_TEXTS as T } from "@/components/overview/texts";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export function CampaignsScreen({ initial }: { initial: Page<Campaign> }) {
  const { data } = useQuery(campaignsQuery(initial));
  if (data.items.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={Megaphone}
          title={T.firstTitle}
          text={T.firstText}
          action={
            <LinkButton href="/campaigns/new" look="primary">
              <Plus aria-hidden />
              {T.newCampaign}
            </LinkButton>
          }
        />
      </Card>
    );
  }
  return (
    <Card>
      <CampaignsTable campaigns={data.items} label="Campaigns" />
    </Card>
  );
}
