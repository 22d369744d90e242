"use client";

import { PhoneCall } from "lucide-react";
import type { CallSummary } from "#lib/domain/api/call";
import type { Page } from "#lib/domain/api/page";
import { CallsList } from "@/app/_client/calls-list";
import { EmptyState } from "@/components/ui/empty-state";

interface CallsTabProps {
  campaignId: string;
  initial: Page<CallSummary> | null;
}

export function CallsTab({ campaignId, initial }: CallsTabProps) {
  return (
    <CallsList
      filters={{ campaign_id: campaignId }}
      initial={initial ?? undefined}
      withCampaign={false}
      label="Calls of this campaign"
      empty={
        <EmptyState
          icon={PhoneCall}
          title="No calls yet"
          text="They appear here, newest first, as soon as the campaign dials."
        />
      }
    />
  );
}
