"use client";

import type { ReactNode } from "react";
import type { Campaign } from "#lib/domain/api/campaign";
import type { StartReview as StartReviewFacts } from "#lib/domain/api/start-review";
import { formatCount } from "@/components/format/numbers";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { scheduleText } from "./schedule-text.ts";
import { BUILDER_TEXTS } from "./builder-texts.ts";
import { StartNumbers } from "./start-numbers.tsx";
import { CAMPAIGN_TEXTS } from "./texts.ts";

interface StartReviewProps {
  campaign: Campaign;
  /** undefined: it is still being looked at. */
  review: StartReviewFacts | undefined;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onStart: () => void;
}

/** The numbers before phones ring. */
export function StartReview({ campaign, review, open, onOpenChange, onStart }: StartReviewProps) {
  const { total_leads: contacts, calling_config: calling } = campaign;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={CAMPAIGN_TEXTS.startTitle}
      description={campaign.name}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{CAMPAIGN_TEXTS.cancel}</Button>
          {contacts === 0 ? (
            <LinkButton
              look="primary"
              href={`/campaigns/${campaign.id}?tab=contacts`}
              onClick={() => onOpenChange(false)}
            >
              {CAMPAIGN_TEXTS.addContacts}
            </LinkButton>
          ) : (
            <Button look="primary" onClick={onStart}>
              {CAMPAIGN_TEXTS.startButton}
            </Button>
          )}
        </>
      }
    >
      {contacts === 0 ? (
        <Notice tone="warn" className="mb-3">
          {CAMPAIGN_TEXTS.noContactsTitle}: there is nobody to call.
        </Notice>
      ) : (
        <div className="mb-3">
          {review === undefined ? (
            <Loading label={BUILDER_TEXTS.looking}>
              <Skeleton className="mb-2 h-8 w-40" />
              <Skeleton className="h-10 w-64" />
            </Loading>
          ) : (
            <StartNumbers review={review} />
          )}
        </div>
      )}
      <dl className="divide-y divide-line border-t border-line text-sm">
        <Line label="Goal">{campaign.goal}</Line>
        <Line label="Calling hours">{scheduleText(calling)}</Line>
        <Line label="At once">up to {formatCount(campaign.max_concurrent_calls)} calls</Line>
        <Line label="Attempts">
          {campaign.max_attempts === 1 ? "one per contact" : `up to ${campaign.max_attempts} per contact`}
        </Line>
      </dl>
    </Dialog>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7rem_1fr] gap-3 py-2">
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
